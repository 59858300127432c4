using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>The node as a device.</summary>
internal static class NodeDevice
{
    private static readonly (string Key, string Platform)[] Choice = [("backend", "select")];

    public static Device Of(MqttOptions options, DeviceIds ids, NodeTopics topics, IReadOnlyList<string> backends, bool hasNpu)
    {
        IReadOnlyList<string> online = [topics.State];
        List<Entity> entities =
        [
            new SensorEntity("active_backend", "Active backend", topics.Backend)
            {
                ValueTemplate = "{{ value_json.active }}", Availability = online, Category = "diagnostic", Icon = "mdi:chip",
            },
            new BinarySensorEntity("problem", "Problem", topics.Health, "{{ 'OFF' if value_json.status == 'ok' else 'ON' }}", "problem")
            {
                AttributesTopic = topics.Health,
                AttributesTemplate = "{{ {'problems': value_json.problems} | tojson }}",
                Availability = online,
                Category = "diagnostic",
            },
            new SensorEntity("latency", "Latency", topics.Health)
            {
                ValueTemplate = "{{ value_json.latency_ms }}",
                DeviceClass = "duration",
                Unit = "ms",
                Measurement = true,
                Availability = online,
                Category = "diagnostic",
            },
            // Without availability: it has to say that the node is away.
            new BinarySensorEntity("connection", "Connection", topics.State, "{{ 'ON' if value == 'online' else 'OFF' }}", "connectivity")
            {
                Category = "diagnostic",
            },
        ];
        if (backends.Count > 0)
        {
            entities.Insert(0, new SelectEntity("backend", "Backend", topics.Backend, "{{ value_json.active }}", topics.Command("backend"), backends)
            {
                Availability = online,
                Category = "config",
                Icon = "mdi:chip",
            });
        }

        if (hasNpu)
        {
            entities.AddRange(NpuEntities.Of(topics));
        }

        return new Device(ids.Node, $"Face recognition {options.Node}", "Face recognition node", EntityIds.Slug(options.Node), entities)
        {
            Removed = [.. backends.Count > 0 ? [] : Choice, .. hasNpu ? [] : NpuEntities.Keys],
        };
    }
}
