using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A switch; moves when the node says so, or at once where it says nothing.</summary>
internal sealed class MqttSwitch(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private bool? _isOn;

    protected override bool IsAssumed => Config["state_topic"] is null || (bool?)Config["optimistic"] == true;

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [("state_topic", false, Take)];

    private string On => (string?)Config["payload_on"] ?? "ON";

    private string Off => (string?)Config["payload_off"] ?? "OFF";

    public override void Call(string action, JsonObject data)
    {
        Send(action == "turn_on" ? On : Off);
        if (IsAssumed)
        {
            _isOn = action == "turn_on";
            Write();
        }
    }

    protected override string? State() => _isOn is { } isOn ? isOn ? "on" : "off" : null;

    private void Take(Message message, string text)
    {
        var value = Value(text);
        _isOn = value == ((string?)Config["state_on"] ?? On) ? true
            : value == ((string?)Config["state_off"] ?? Off) ? false
            : value == "None" ? null : _isOn;
    }
}
