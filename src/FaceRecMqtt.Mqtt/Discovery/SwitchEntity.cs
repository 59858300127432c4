using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A setting that is on or off; moves only when the node says so. Sends <c>ON</c> and <c>OFF</c>, as Home Assistant does of itself.</summary>
internal sealed record SwitchEntity(string Key, string Name, string StateTopic, string ValueTemplate, string CommandTopic)
    : Entity("switch", Key, Name)
{
    protected override void Fill(JsonObject json)
    {
        json["state_topic"] = StateTopic;
        json["value_template"] = ValueTemplate;
        json["command_topic"] = CommandTopic;
    }
}
