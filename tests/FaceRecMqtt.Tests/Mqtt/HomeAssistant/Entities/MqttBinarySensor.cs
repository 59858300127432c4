namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>Something that is so or not.</summary>
internal sealed class MqttBinarySensor(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private bool? _isOn;
    private IDisposable? _off;

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [("state_topic", false, Take)];

    protected override string? State() => _isOn is { } isOn ? isOn ? "on" : "off" : null;

    private void Take(Message message, string text)
    {
        if (Value(text) is not { } value || value.Trim().Length == 0)
        {
            return;
        }

        var on = (string?)Config["payload_on"] ?? "ON";
        if (value != on && value != ((string?)Config["payload_off"] ?? "OFF") && value != "None")
        {
            Core.Journal.Info(
                "components.mqtt.binary_sensor", $"No matching payload found for entity: {Id} with state topic: {(string?)Config["state_topic"]}. Payload: '{text}'");
            return;
        }

        _isOn = value == "None" ? null : value == on;
        _off?.Dispose();
        if (_isOn == true && (int?)Config["off_delay"] is { } seconds)
        {
            _off = Core.After(TimeSpan.FromSeconds(seconds), () =>
            {
                _isOn = false;
                Write();
            });
        }
    }
}
