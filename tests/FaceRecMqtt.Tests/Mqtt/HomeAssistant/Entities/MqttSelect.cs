using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A choice.</summary>
internal sealed class MqttSelect(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private string? _option;

    protected override bool IsAssumed => Config["state_topic"] is null;

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [("state_topic", false, Take)];

    private List<string> Options => [.. Config["options"]!.AsArray().Select(option => (string)option!)];

    public override JsonObject Capabilities() => new() { ["options"] = Config["options"]!.DeepClone() };

    public override void Call(string action, JsonObject data)
    {
        var option = (string)data["option"]!;
        if (!Options.Contains(option))
        {
            throw new CallError($"Option {option} is not valid for entity {Id}, valid options are: {string.Join(", ", Options)}");
        }

        Send(option);
        if (IsAssumed)
        {
            _option = option;
            Write();
        }
    }

    protected override string? State() => _option;

    private void Take(Message message, string text)
    {
        if (Value(text) is not { Length: > 0 } value)
        {
            return;
        }

        if (value.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            _option = null;
        }
        else if (!Options.Contains(value))
        {
            Core.Journal.Error("components.mqtt.select", $"Invalid option for {Id}: '{value}' (valid options: {Slug.Listed(Options)})");
        }
        else
        {
            _option = value;
        }
    }
}
