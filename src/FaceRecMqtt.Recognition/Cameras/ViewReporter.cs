using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Tells who is in view, only when that changed. Used on one thread; allocates only when there is something to tell.</summary>
/// <param name="camera">Camera's name.</param>
/// <param name="events">Names the tracks.</param>
/// <param name="reports">Where it is told.</param>
/// <param name="places">Most tracks there can be.</param>
internal sealed class ViewReporter(string camera, FaceEvents events, CameraReports reports, int places)
{
    private readonly (long Track, string? Name)[] _told = new (long, string?)[places];
    private int _count;

    /// <summary>Compares the live tracks with what was told last.</summary>
    /// <param name="tracks">Live tracks.</param>
    /// <param name="epoch">Wall clock at time zero of the tracks' clock.</param>
    public void Report(ReadOnlySpan<FaceTrack> tracks, DateTimeOffset epoch)
    {
        var (count, isNew) = (0, false);
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
        if (isNew)
        {
            Tell(tracks, epoch);
        }
    }

    private void Tell(ReadOnlySpan<FaceTrack> tracks, DateTimeOffset epoch)
    {
        List<FaceInView> decided = [];
        foreach (var track in tracks)
        {
            if (track.IsConfirmed && Shown(track) is { } name)
            {
                decided.Add(new FaceInView(track.Identity.Person, name, events.TrackId(track), epoch + track.FirstSeen));
            }
        }

        reports.Post(new CameraReport.InView(camera, _count, decided));
    }

    private static string? Shown(FaceTrack track) => track.Identity.State == IdentityState.Undecided ? null : track.Identity.Name;
}
