using System.Globalization;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A camera as a device.</summary>
internal static class CameraDevice
{
    private static readonly string[] EventTypes = ["recognized", "unknown", "changed", "left"];

    /// <summary>The device.</summary>
    /// <param name="ids">Ids.</param>
    /// <param name="node">The node's topics.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="offers">Whether a command exists and is allowed.</param>
    public static Device Of(DeviceIds ids, NodeTopics node, CameraDescription camera, Func<string, bool> offers)
    {
        var topics = node.Camera(camera.Name);
        IReadOnlyList<string> nodeOnline = [node.State];
        IReadOnlyList<string> bothOnline = [node.State, topics.State];
        IReadOnlyList<Entity> entities =
        [
            // Home Assistant reads the word unknown as no data.
            new SensorEntity("identity", "Identity", topics.Identity)
            {
                ValueTemplate = "{{ 'stranger' if value == 'unknown' else value }}",
                AttributesTopic = topics.Face,
                Availability = bothOnline,
                Icon = "mdi:face-recognition",
            },
            new SensorEntity("similarity", "Similarity", topics.Similarity)
            {
                Measurement = true, Decimals = 3, Availability = bothOnline, Category = "diagnostic", Icon = "mdi:approximately-equal",
            },
            new SensorEntity("pre_norm", "Embedding length", topics.PreNorm)
            {
                Measurement = true, Decimals = 3, Availability = bothOnline, Category = "diagnostic", Icon = "mdi:ruler",
            },
            new SensorEntity("faces", "Faces", topics.Faces) { Measurement = true, Availability = bothOnline, Icon = "mdi:account-group" },
            new EventEntity("event", "Face", topics.Event, EventTypes) { Availability = bothOnline, Icon = "mdi:face-recognition" },
            new BinarySensorEntity("occupancy", "Occupancy", topics.Faces, "{{ 'ON' if value | int(0) > 0 else 'OFF' }}", "occupancy")
            {
                Availability = bothOnline,
            },
            // Depends on the node only: it has to say that the camera is away.
            new BinarySensorEntity("online", "Online", topics.State, "{{ 'ON' if value == 'online' else 'OFF' }}", "connectivity")
            {
                Availability = nodeOnline, Category = "diagnostic",
            },
            // Depends on the node only: a disabled camera must be possible to enable.
            new SwitchEntity("enabled", "Enabled", topics.Settings, "{{ 'ON' if value_json.enabled else 'OFF' }}", topics.Set("enabled"))
            {
                Availability = nodeOnline, Category = "config", Icon = "mdi:cctv", IsOffered = offers("camera"),
            },
            new NumberEntity("min_similarity", "Minimum similarity", topics.Settings, "{{ value_json.min_similarity }}", topics.Set("min_similarity"))
            {
                Availability = nodeOnline, Category = "config", Icon = "mdi:tune", IsOffered = offers("camera"),
            },
            new ImageEntity("snapshot", "Snapshot", topics.Snapshot) { Availability = bothOnline, IsOffered = camera.Snapshots },
            // The image's own time is that of its arrival, also when the broker replays it.
            new SensorEntity("snapshot_time", "Snapshot time", topics.Face)
            {
                ValueTemplate = "{{ value_json.capture_ts }}",
                DeviceClass = "timestamp",
                Availability = bothOnline,
                IsOffered = camera.Snapshots,
            },
            new ButtonEntity("learn", "Learn", node.Command("learn"), camera.Name)
            {
                Availability = bothOnline, Icon = "mdi:school", IsOffered = offers("learn"),
            },
        ];
        return new Device(ids.Camera(camera.Name), Title(camera.Name), "Camera", EntityIds.Slug(camera.Name), entities)
        {
            Via = ids.Node,
        };
    }

    /// <summary><c>front_door</c> becomes <c>Front door</c>.</summary>
    private static string Title(string name)
    {
        var words = name.Replace('_', ' ').Replace('-', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }
}
