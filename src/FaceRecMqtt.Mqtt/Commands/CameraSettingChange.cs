namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>What somebody wants changed at a camera; exactly one of the values is set.</summary>
/// <param name="Camera">Camera's name; may be one that does not exist.</param>
/// <param name="Enabled">Whether the camera shall be watched; null to leave it.</param>
/// <param name="MinSimilarity">Similarity a name shall need, in [0, 1]; null to leave it.</param>
public sealed record CameraSettingChange(string Camera, bool? Enabled, double? MinSimilarity);
