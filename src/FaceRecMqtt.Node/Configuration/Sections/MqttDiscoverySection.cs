using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Home Assistant's MQTT discovery.</summary>
internal sealed record MqttDiscoverySection
{
    [Setting("Whether devices and entities are announced to Home Assistant.")]
    public bool Enabled { get; init; } = true;

    [Setting("Home Assistant's discovery prefix.")]
    public string Prefix { get; init; } = "homeassistant";

    [Setting("Topic on which Home Assistant says that it has started.")]
    public string BirthTopic { get; init; } = "homeassistant/status";

    [Setting("What it says there.")]
    public string BirthPayload { get; init; } = "online";
}
