using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Keeps back what is not to be told: ignored people, as if nobody stood there.</summary>
/// <param name="gallery">Who is known and who is ignored.</param>
internal sealed class Discretion(FaceGallery gallery)
{
    private readonly Lock _gate = new();

    /// <summary>Publishes what may be told of a report.</summary>
    /// <param name="report">Its picture is disposed where it is kept back.</param>
    /// <param name="publish">Publishes and returns at once.</param>
    public void Tell(CameraReport report, Action<CameraReport> publish)
    {
        lock (_gate)
        {
            switch (report)
            {
                case CameraReport.Decided { Event.Person: { } person } decided when IsIgnored(person):
                    decided.Picture?.Dispose();
                    break;
                case CameraReport.InView view:
                    publish(WithoutSilenced(view));
                    break;
                default:
                    publish(report);
                    break;
            }
        }
    }

    /// <summary>Takes back what cameras said of a person; nothing of them that waits comes after it.</summary>
    /// <param name="person">Id of somebody who is ignored or removed by now.</param>
    /// <param name="cameras">Every camera.</param>
    public void Forget(string person, IEnumerable<CameraPublisher> cameras)
    {
        lock (_gate)
        {
            foreach (var camera in cameras)
            {
                camera.Forget(person);
            }
        }
    }

    private CameraReport.InView WithoutSilenced(CameraReport.InView view)
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
