namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Where the connection to the broker stands.</summary>
/// <param name="Connected">Whether everything published is reaching the broker.</param>
/// <param name="Problem">Why it is not connected, with the cure; null while connected and before the first failure.</param>
/// <param name="Connects">How often a connection was made since the start.</param>
public sealed record SessionStatus(bool Connected, string? Problem, long Connects);
