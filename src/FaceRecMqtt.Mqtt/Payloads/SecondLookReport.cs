using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>The CPU's looks at what an NPU was not sure of, in <see cref="HealthReport"/>.</summary>
/// <param name="Backend">Name of the CPU's backend; null while it does not look, as beside a backend on the CPU.</param>
/// <param name="Made">Looks since the start.</param>
/// <param name="Dropped">Looks since the start that were wanted and not made, for want of budget or room.</param>
/// <param name="PerSecond">Looks per second since the last report.</param>
/// <param name="CpuShare">Part of the time since the last report in which the CPU looked, in [0, 1]; compare with <c>auto.cpu_share</c>.</param>
public sealed record SecondLookReport(
    string? Backend,
    long Made,
    long Dropped,
    [property: JsonConverter(typeof(ThreeDecimals))] double? PerSecond,
    [property: JsonConverter(typeof(ThreeDecimals))] double? CpuShare);
