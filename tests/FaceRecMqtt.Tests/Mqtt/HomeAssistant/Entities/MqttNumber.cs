using System.Globalization;
using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A setting that is a number.</summary>
internal sealed class MqttNumber(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private object? _value;

    protected override bool IsAssumed => Config["state_topic"] is null;

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [("state_topic", false, Take)];

    private double Min => (double?)Config["min"] ?? 1;

    private double Max => (double?)Config["max"] ?? 100;

    private string Range => $"{PythonText.Str(Min)} - {PythonText.Str(Max)}";

    public override JsonObject Capabilities() => new()
    {
        ["min"] = Min,
        ["max"] = Max,
        ["step"] = (double?)Config["step"] ?? 1,
        ["mode"] = (string?)Config["mode"] ?? "auto",
    };

    public override void Call(string action, JsonObject data)
    {
        var value = data["value"]!.GetValue<double>();
        if (value < Min || value > Max)
        {
            throw new CallError($"Value {PythonText.Str(value)} for {Id} is outside valid range {Range}");
        }

        Send(PythonText.Str(value % 1 == 0 ? (object)(long)value : value));
        if (IsAssumed)
        {
            _value = value;
            Write();
        }
    }

    protected override string? State() => _value is null ? null : PythonText.Str(_value);

    private void Take(Message message, string text)
    {
        if (Value(text) is not { Length: > 0 } value)
        {
            return;
        }

        if (value == ((string?)Config["payload_reset"] ?? "None"))
        {
            _value = null;
        }
        else if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            Core.Journal.Warning("components.mqtt.number", $"Payload '{text}' is not a Number");
        }
        else if (number < Min || number > Max)
        {
            Core.Journal.Error("components.mqtt.number", $"Invalid value for {Id}: {value} (range {Range})");
        }
        else
        {
            _value = value.All(char.IsAsciiDigit) ? (object)(long)number : number;
        }
    }
}
