using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>What the topics of all cameras say of their faces. One thread at a time.</summary>
/// <param name="mqtt">Where it is said.</param>
/// <param name="cameras">Names of all cameras, also of those that have said nothing yet.</param>
internal sealed class CameraScenes(MqttNode mqtt, Func<IEnumerable<string>> cameras)
{
    private readonly Dictionary<string, CameraScene> _cameras = new(StringComparer.Ordinal);

    /// <summary>One camera's; made when it is first asked for.</summary>
    public CameraScene Of(string camera)
    {
        if (!_cameras.TryGetValue(camera, out var scene))
        {
            _cameras[camera] = scene = new CameraScene(mqtt.Camera(camera));
        }

        return scene;
    }

    /// <summary>Publishes events and empties their list.</summary>
    public void Tell(List<FaceEvent> told)
    {
        foreach (var face in told)
        {
            Of(face.Camera).Decision(face, isNews: true);
        }

        told.Clear();
    }

    /// <summary>A person has another name.</summary>
    public void Rename(string person, string name)
    {
        foreach (var scene in _cameras.Values)
        {
            scene.Rename(person, name);
        }
    }

    /// <summary>A person was removed or is ignored: no record and no picture shows them any more.</summary>
    public void Forget(string person)
    {
        foreach (var camera in cameras())
        {
            Of(camera).Forget(person);
        }
    }

    /// <summary>Nobody is in view any more.</summary>
    public void End()
    {
        foreach (var scene in _cameras.Values)
        {
            scene.InView(0, []);
        }
    }
}
