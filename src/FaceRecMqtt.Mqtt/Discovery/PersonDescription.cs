namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>What Home Assistant is told of a person.</summary>
/// <param name="Id">Person's id in topics; stays when the name changes.</param>
/// <param name="Name">Person's name, any Unicode.</param>
public sealed record PersonDescription(string Id, string Name);
