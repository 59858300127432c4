using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>Something that happens; the last one is kept over a restart.</summary>
internal sealed class MqttEvent(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private string? _when;
    private string? _type;
    private JsonObject _attributes = [];

    public override JsonNode? Saved => _when is null ? null : new JsonObject { ["when"] = _when, ["type"] = _type, ["attributes"] = _attributes.DeepClone() };

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [("state_topic", false, Take)];

    protected override JsonObject StateAttributes
    {
        get
        {
            var all = _attributes.DeepClone().AsObject();
            all["event_type"] = _type;
            return all;
        }
    }

    public override JsonObject Capabilities() => new() { ["event_types"] = Config["event_types"]!.DeepClone() };

    public override void Restore(JsonNode saved) =>
        (_when, _type, _attributes) = ((string?)saved["when"], (string?)saved["type"], saved["attributes"]!.DeepClone().AsObject());

    protected override string? State() => _when;

    private void Take(Message message, string text)
    {
        // What the broker kept is no news.
        if (message.Retained || Value(text) is not { Length: > 0 } value || value is "None" or "{}")
        {
            return;
        }

        if (!Variables.TryParse(value, out var json))
        {
            Core.Journal.Warning("components.mqtt.event", $"No valid JSON event payload detected, value after processing payload '{value}' on topic {message.Topic}");
        }
        else if (json is not JsonObject happened)
        {
            Core.Journal.Error(
                "components.mqtt.client",
                $"Exception in _event_received when handling msg on '{message.Topic}'",
                $"ValueError: Expected JSON to be parsed as a dict got <class '{(json is JsonArray ? "list" : "str")}'>");
        }
        else if (!happened.ContainsKey("event_type"))
        {
            Core.Journal.Warning("components.mqtt.event", $"`event_type` missing in JSON event payload,  '{value}' on topic {message.Topic}");
        }
        else if ((string?)happened["event_type"] is { } type && Config["event_types"]!.AsArray().Any(known => (string?)known == type))
        {
            happened.Remove("event_type");
            (_when, _type, _attributes) = (Core.Moment(), type, happened);
        }
        else
        {
            Core.Journal.Warning(
                "components.mqtt.event", $"Invalid event type {(string?)happened["event_type"] ?? "None"} for {Id} received on topic {message.Topic}, payload {value}");
        }
    }
}
