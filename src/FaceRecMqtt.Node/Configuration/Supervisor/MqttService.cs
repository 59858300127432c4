namespace FaceRecMqtt.Node.Configuration.Supervisor;

/// <summary>The broker that Home Assistant offers to its apps.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Username">User; null for none.</param>
/// <param name="Password">Password; null for none.</param>
/// <param name="IsEncrypted">Whether it wants TLS.</param>
internal sealed record MqttService(string Host, int Port, string? Username, Secret? Password, bool IsEncrypted);
