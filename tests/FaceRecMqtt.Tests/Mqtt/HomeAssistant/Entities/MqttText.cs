using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A setting that is a text.</summary>
internal sealed class MqttText(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private string? _text;

    protected override bool IsAssumed => Config["state_topic"] is null;

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [("state_topic", false, Take)];

    private int Max => (int?)Config["max"] ?? 255;

    public override JsonObject Capabilities() => new()
    {
        ["mode"] = (string?)Config["mode"] ?? "text",
        ["min"] = (int?)Config["min"] ?? 0,
        ["max"] = Max,
        ["pattern"] = Config["pattern"]?.DeepClone(),
    };

    public override void Call(string action, JsonObject data)
    {
        var text = (string)data["value"]!;
        if (text.Length > Max)
        {
            throw new CallError($"Value {text} for {Id} is too long (maximum length {Max})");
        }

        Send(text);
        if (IsAssumed)
        {
            _text = text;
            Write();
        }
    }

    protected override string? State() => _text is { } text && text.Length > Max
        ? throw new StateError($"Entity {Id} provides state {text} which is too long (maximum length {Max})")
        : _text;

    private void Take(Message message, string text)
    {
        if (Value(text) is { } value)
        {
            _text = IsTooLong(value, message) ? null : value;
        }
    }
}
