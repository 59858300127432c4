using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Keeps back what is not to be told: ignored people, as if nobody stood there.</summary>
/// <param name="gallery">Who is known and who is ignored.</param>
internal sealed class Discretion(FaceGallery gallery)
{
    /// <summary>Publishes what may be told of a report.</summary>
    /// <param name="report">Its picture is disposed where it is kept back.</param>
    /// <param name="publish">Publishes and returns at once.</param>
    public void Tell(CameraReport report, Action<CameraReport> publish)
    {
        switch (report)
        {
            case CameraReport.Decided { Event.Person: { } person } decided when IsIgnored(person):
                decided.Picture?.Dispose();
                break;
            case CameraReport.InView view:
                publish(WithoutIgnored(view));
                break;
            default:
                publish(report);
                break;
        }
    }

    private CameraReport.InView WithoutIgnored(CameraReport.InView view)
    {
        var ignored = view.Present.Where(face => IsIgnored(face.Person)).ToArray();
        return ignored is [] ? view : view with
        {
            Faces = view.Faces - ignored.Length,
            Present = [.. view.Present.Except(ignored)],
            Tracks = [.. view.Tracks.Except(ignored.Select(face => face.Track))],
        };
    }

    private bool IsIgnored(string? person) => person is not null && gallery.Roster.TryGetValue(person, out var known) && known.IsIgnored;
}
