using System.Text;
using System.Text.Json.Nodes;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Tests.Mqtt.Support;

/// <summary>A message as the broker got it.</summary>
internal sealed record Published(string Client, string Topic, byte[] Payload, bool Retain, MqttQualityOfServiceLevel Qos, byte[]? Correlation)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    public JsonNode Json => JsonNode.Parse(Payload)!;
}
