namespace FaceRecMqtt.Mqtt.Session;

/// <summary>A topic filter of this node and who is told.</summary>
/// <param name="Filter">MQTT topic filter.</param>
/// <param name="Deliver">Called on the receive loop: returns at once, never throws.</param>
internal sealed record Subscription(string Filter, Action<IncomingMessage> Deliver);
