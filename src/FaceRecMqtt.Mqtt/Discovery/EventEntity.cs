using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Something that happens; the list of types never changes, names are attributes.</summary>
internal sealed record EventEntity(string Key, string Name, string StateTopic, IReadOnlyList<string> Types) : Entity("event", Key, Name)
{
    protected override void Fill(JsonObject json)
    {
        json["state_topic"] = StateTopic;
        json["event_types"] = new JsonArray([.. Types.Select(type => JsonValue.Create(type))]);
    }
}
