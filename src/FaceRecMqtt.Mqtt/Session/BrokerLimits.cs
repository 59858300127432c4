using MQTTnet;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>What a broker said at CONNECT that it can do.</summary>
/// <param name="Retain">Keeps retained messages.</param>
/// <param name="AtLeastOnce">Takes QoS 1.</param>
/// <param name="PacketBytes">Largest packet it takes, bytes.</param>
/// <param name="Inflight">How many unacknowledged messages it takes.</param>
internal sealed record BrokerLimits(bool Retain, bool AtLeastOnce, long PacketBytes, int Inflight)
{
    private const int OurInflight = 16;

    /// <summary>MQTT 3.1.1 says nothing; its packets end at 256 MB.</summary>
    public static BrokerLimits None { get; } = new(true, true, 268_435_455, OurInflight);

    public static BrokerLimits From(MqttClientConnectResult result, bool version5) => version5
        ? new BrokerLimits(
            result.RetainAvailable,
            result.MaximumQoS >= MqttQualityOfServiceLevel.AtLeastOnce,
            // 0 stands for no limit: MQTTnet reports it for its own server.
            result.MaximumPacketSize is > 0 and var limit ? limit : None.PacketBytes,
            Math.Clamp((int)(result.ReceiveMaximum ?? OurInflight), 1, OurInflight))
        : None;

    /// <summary>Whether a message fits, its header included.</summary>
    public bool Takes(OutgoingMessage message) =>
        message.Payload.Length + (3L * message.Topic.Length) + (message.CorrelationData?.Length ?? 0) + 32 <= PacketBytes;
}
