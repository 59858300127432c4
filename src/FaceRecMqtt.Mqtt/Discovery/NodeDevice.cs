using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>The node as a device.</summary>
internal static class NodeDevice
{
    /// <summary>Health comes every 30 s; three times that, and some for a busy machine.</summary>
    public static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(120);

    /// <summary>The device.</summary>
    /// <param name="options">The node's names.</param>
    /// <param name="ids">Ids.</param>
    /// <param name="topics">The node's topics.</param>
    /// <param name="backends">Names of all backends.</param>
    /// <param name="hasNpu">Whether one of them computes on an NPU.</param>
    /// <param name="offers">Whether a command exists and is allowed.</param>
    public static Device Of(MqttOptions options, DeviceIds ids, NodeTopics topics, IReadOnlyList<string> backends, bool hasNpu, Func<string, bool> offers)
    {
        IReadOnlyList<string> online = [topics.State];
        return new Device(ids.Node, $"Face recognition {options.Node}", "Face recognition node", EntityIds.Slug(options.Node),
        [
            new SelectEntity("backend", "Backend", topics.Backend, "{{ value_json.active }}", topics.Command("backend"), backends)
            {
                Availability = online, Category = "config", Icon = "mdi:chip", IsOffered = backends.Count > 0 && offers("backend"),
            },
            new SelectEntity("policy", "Backend policy", topics.Backend, "{{ value_json.policy }}", topics.Command("backend/policy"), ["fixed", "auto"])
            {
                Availability = online, Category = "config", Icon = "mdi:scale-balance", IsOffered = offers("backend/policy"),
            },
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
                ExpireAfter = HealthPatience,
            },
            // Without availability: it has to say that the node is away.
            new BinarySensorEntity("connection", "Connection", topics.State, "{{ 'ON' if value == 'online' else 'OFF' }}", "connectivity")
            {
                Category = "diagnostic",
            },
            .. EnrolmentEntities.Of(topics, offers),
            new ButtonEntity("restart", "Restart", topics.Command("restart"), "{}")
            {
                DeviceClass = "restart", Availability = online, Category = "config", IsOffered = offers("restart"),
            },
            .. NpuEntities.Of(topics, hasNpu),
        ]);
    }
}
