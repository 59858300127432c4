using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>The NPU in <see cref="HealthReport"/>. What it does not tell is null.</summary>
/// <param name="Board">Name of the board.</param>
/// <param name="Architecture">What the chip is, for example <c>HAILO8L</c>; the board's name does not tell.</param>
/// <param name="Firmware">Version of the firmware.</param>
/// <param name="Driver">Version of the driver.</param>
/// <param name="Library">Version of the library.</param>
/// <param name="Temperature">The warmer sensor, °C.</param>
/// <param name="PowerW">Power, W; null where the board has no sensor.</param>
/// <param name="Throttled">Whether it runs slower than it could because it is too warm or draws too much current.</param>
/// <param name="LatencyMs">Mean time on the device of one detection and one embedding together, ms.</param>
public sealed record NpuReport(
    string Board,
    string Architecture,
    string? Firmware,
    string? Driver,
    string? Library,
    [property: JsonConverter(typeof(ThreeDecimals))] double? Temperature,
    [property: JsonConverter(typeof(ThreeDecimals))] double? PowerW,
    bool Throttled,
    [property: JsonConverter(typeof(ThreeDecimals))] double? LatencyMs);
