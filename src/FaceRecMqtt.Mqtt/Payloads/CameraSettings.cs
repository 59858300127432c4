using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/camera/&lt;camera&gt;/settings</c>.</summary>
/// <param name="Enabled">Whether the camera is watched.</param>
/// <param name="MinSimilarity">Similarity a name needs at this camera, in [0, 1].</param>
public sealed record CameraSettings(bool Enabled, [property: JsonConverter(typeof(ThreeDecimals))] double MinSimilarity);
