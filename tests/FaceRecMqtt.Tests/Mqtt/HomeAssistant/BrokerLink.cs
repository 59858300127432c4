namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>How Home Assistant reaches its broker.</summary>
/// <param name="Subscribe">Asks for a filter; the broker repeats what it retained.</param>
/// <param name="Unsubscribe">Gives a filter up.</param>
/// <param name="Publish">Sends a message.</param>
internal sealed record BrokerLink(Action<string> Subscribe, Action<string> Unsubscribe, Action<SentMessage> Publish);

/// <summary>A message that Home Assistant published.</summary>
internal sealed record SentMessage(string Topic, string Payload, int Qos, bool Retain);

/// <summary>A message that Home Assistant got.</summary>
/// <param name="Topic">Where.</param>
/// <param name="Payload">What.</param>
/// <param name="Retained">Whether it is from before the subscription.</param>
internal sealed record Message(string Topic, byte[] Payload, bool Retained);
