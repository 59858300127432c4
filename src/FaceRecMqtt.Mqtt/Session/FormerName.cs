namespace FaceRecMqtt.Mqtt.Session;

/// <summary>A name under which the node published before its configuration gave it another.</summary>
/// <param name="BaseTopic">First levels of its topics then.</param>
/// <param name="Node">The node's name then.</param>
public sealed record FormerName(string BaseTopic, string Node);
