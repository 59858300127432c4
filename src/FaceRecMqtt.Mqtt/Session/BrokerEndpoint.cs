namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Where to connect and as whom.</summary>
internal sealed record BrokerEndpoint(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
