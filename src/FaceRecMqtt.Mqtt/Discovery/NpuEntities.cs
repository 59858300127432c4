using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>How the NPU is, as diagnostic entities of the node; without data while it is not in use.</summary>
internal static class NpuEntities
{
    /// <summary>The entities.</summary>
    /// <param name="topics">The node's topics.</param>
    /// <param name="hasNpu">Whether a backend computes on an NPU.</param>
    public static IEnumerable<Entity> Of(NodeTopics topics, bool hasNpu)
    {
        IReadOnlyList<string> online = [topics.State];
        SensorEntity Sensor(string key, string name, string member) => new(key, name, topics.Health)
        {
            ValueTemplate = $"{{{{ value_json.npu.{member} if value_json.npu else none }}}}",
            Availability = online,
            Category = "diagnostic",
            IsOffered = hasNpu,
        };
        SensorEntity Number(string key, string name, string member, string type, string unit, int decimals) => Sensor(key, name, member) with
        {
            DeviceClass = type,
            Unit = unit,
            Measurement = true,
            Decimals = decimals,
            ExpireAfter = NodeDevice.HealthPatience,
        };
        return
        [
            Sensor("npu", "NPU", "architecture") with
            {
                AttributesTopic = topics.Health, AttributesTemplate = "{{ (value_json.npu or {}) | tojson }}", Icon = "mdi:chip",
            },
            Sensor("npu_firmware", "NPU firmware", "firmware") with { Icon = "mdi:chip" },
            Number("npu_temperature", "NPU temperature", "temperature", "temperature", "°C", 1),
            Number("npu_power", "NPU power", "power_w", "power", "W", 2),
            Number("npu_latency", "NPU latency", "latency_ms", "duration", "ms", 1),
            new BinarySensorEntity(
                "npu_throttled", "NPU throttled", topics.Health, "{{ 'None' if not value_json.npu else 'ON' if value_json.npu.throttled else 'OFF' }}", "problem")
            {
                Availability = online, Category = "diagnostic", IsOffered = hasNpu,
            },
        ];
    }
}
