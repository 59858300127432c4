using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A choice; every state the node publishes must be one of the options.</summary>
internal sealed record SelectEntity(string Key, string Name, string StateTopic, string ValueTemplate, string CommandTopic, IReadOnlyList<string> Options)
    : Entity("select", Key, Name)
{
    protected override void Fill(JsonObject json)
    {
        json["state_topic"] = StateTopic;
        json["value_template"] = ValueTemplate;
        json["command_topic"] = CommandTopic;
        json["options"] = new JsonArray([.. Options.Select(option => JsonValue.Create(option))]);
    }
}
