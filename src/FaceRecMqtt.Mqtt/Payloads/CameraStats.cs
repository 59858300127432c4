using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/camera/&lt;camera&gt;/stats</c>.</summary>
/// <param name="DecodedFps">Frames decoded per second.</param>
/// <param name="DetectedFps">Frames looked at per second.</param>
/// <param name="DroppedFps">Frames replaced by newer ones per second.</param>
/// <param name="BitrateKbps">Stream's bit rate, kbit/s; null where it cannot be told.</param>
/// <param name="LastFrameAgeMs">Age of the newest frame, ms; null before the first.</param>
/// <param name="Reconnects">How often the stream was opened again since the start.</param>
public sealed record CameraStats(
    [property: JsonConverter(typeof(ThreeDecimals))] double DecodedFps,
    [property: JsonConverter(typeof(ThreeDecimals))] double DetectedFps,
    [property: JsonConverter(typeof(ThreeDecimals))] double DroppedFps,
    [property: JsonConverter(typeof(ThreeDecimals))] double? BitrateKbps,
    long? LastFrameAgeMs,
    long Reconnects);
