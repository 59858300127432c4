using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A setting that is a text, also an empty one; the longest that Home Assistant takes has 255 Unicode characters.</summary>
internal sealed record TextEntity(string Key, string Name, string StateTopic, string ValueTemplate, string CommandTopic, int Max) : Entity("text", Key, Name)
{
    protected override void Fill(JsonObject json)
    {
        json["state_topic"] = StateTopic;
        json["value_template"] = ValueTemplate;
        json["command_topic"] = CommandTopic;
        json["min"] = 0;
        json["max"] = Max;
    }
}
