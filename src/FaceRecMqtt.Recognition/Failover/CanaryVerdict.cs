namespace FaceRecMqtt.Recognition.Failover;

/// <summary>A device's answer compared with its first.</summary>
/// <param name="Drift">How it differs; null where it does not.</param>
internal readonly record struct CanaryVerdict(string? Drift);
