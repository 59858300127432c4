namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>What Home Assistant is told of a camera.</summary>
/// <param name="Name">Camera's name in topics.</param>
/// <param name="Snapshots">Whether pictures of faces are published.</param>
public sealed record CameraDescription(string Name, bool Snapshots);
