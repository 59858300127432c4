using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Tells who is in view, when that changed and every few seconds while anybody is. Used on one thread; allocates only when there is something to tell.</summary>
/// <param name="camera">Camera's name.</param>
/// <param name="events">Names the tracks.</param>
/// <param name="reports">Where it is told.</param>
/// <param name="places">Most tracks there can be.</param>
internal sealed class ViewReporter(string camera, FaceEvents events, CameraReports reports, int places)
{
    private readonly (long Track, string? Name)[] _told = new (long, string?)[places];
    private int _count;
    private TimeSpan _toldAt;

    /// <summary>Compares the live tracks with what was told last.</summary>
    /// <param name="tracks">Live tracks.</param>
    /// <param name="epoch">Wall clock at time zero of the tracks' clock.</param>
    /// <param name="now">Now on the tracks' clock.</param>
    /// <returns>False when it could not be told; to be tried again.</returns>
    public bool Report(ReadOnlySpan<FaceTrack> tracks, DateTimeOffset epoch, TimeSpan now)
    {
        var (count, isNew) = (0, _count > 0 && now - _toldAt >= CameraReport.InView.RenewedEvery);
        foreach (var track in tracks)
        {
            if (track.IsConfirmed)
            {
                var shown = (track.Number, Shown(track));
                isNew |= count >= _count || _told[count] != shown;
                _told[count++] = shown;
            }
        }

        isNew |= count != _count;
        _count = count;
        if (!isNew)
        {
            return true;
        }

        _toldAt = now;
        if (Tell(tracks, epoch))
        {
            return true;
        }

        // No count of tracks: whatever there is next time is news.
        _count = -1;
        return false;
    }

    private bool Tell(ReadOnlySpan<FaceTrack> tracks, DateTimeOffset epoch)
    {
        List<FaceInView> decided = [];
        List<string> all = [];
        foreach (var track in tracks)
        {
            if (!track.IsConfirmed)
            {
                continue;
            }

            all.Add(events.TrackId(track));
            if (Shown(track) is { } name)
            {
                decided.Add(new FaceInView(track.Identity.Person, name, events.TrackId(track), epoch + track.FirstSeen));
            }
        }

        return reports.Post(new CameraReport.InView(camera, all.Count, decided) { Tracks = all });
    }

    private static string? Shown(FaceTrack track) => track.Identity.State == IdentityState.Undecided ? null : track.Identity.Name;
}
