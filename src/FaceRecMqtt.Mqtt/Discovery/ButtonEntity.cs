using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A command at a press.</summary>
internal sealed record ButtonEntity(string Key, string Name, string CommandTopic, string Payload) : Entity("button", Key, Name)
{
    public string? DeviceClass { get; init; }

    protected override void Fill(JsonObject json)
    {
        json["command_topic"] = CommandTopic;
        json["payload_press"] = Payload;
        json.AddIfSet("device_class", DeviceClass);
    }
}
