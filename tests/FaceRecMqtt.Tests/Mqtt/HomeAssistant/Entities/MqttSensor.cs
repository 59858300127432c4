using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A text, a number or a time.</summary>
internal sealed partial class MqttSensor(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private string? _value;
    private bool _isExpired = component.Config!["expire_after"] is not null;
    private bool _isUnitTold;
    private IDisposable? _expiry;

    protected override bool IsExpired => _isExpired;

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [("state_topic", false, Take)];

    private string? Type => (string?)Config["device_class"];

    private bool IsNumber => Type is not (null or "date" or "enum" or "timestamp")
        || new[] { "state_class", "unit_of_measurement", "suggested_display_precision" }.Any(key => Config[key] is not null);

    public override JsonObject Capabilities()
    {
        var all = new JsonObject();
        foreach (var key in (string[])["state_class", "options"])
        {
            if (Config[key] is { } value)
            {
                all[key] = value.DeepClone();
            }
        }

        return all;
    }

    protected override string? State()
    {
        if (_value is null)
        {
            return null;
        }

        if (Type == "timestamp")
        {
            return ReadTime(_value) is { } time
                ? time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture)
                : throw new StateError($"Invalid datetime: {Id} provides state '{_value.Replace('T', ' ')}', which is missing timezone information");
        }

        if (IsNumber)
        {
            CheckNumber(_value);
            TellUnit();
        }

        return _value;
    }

    private void Take(Message message, string text)
    {
        if ((int?)Config["expire_after"] is { } seconds)
        {
            _isExpired = false;
            _expiry?.Dispose();
            _expiry = Core.After(TimeSpan.FromSeconds(seconds), () =>
            {
                _isExpired = true;
                Write();
            });
        }

        var value = Value(text);
        if (value == "None")
        {
            _value = null;
        }
        else if (value is null || (IsNumber && value.Length == 0))
        {
            // Nothing to show; the old value stays.
        }
        else if (IsNumber)
        {
            _value = value;
        }
        else if (Config["options"] is JsonArray options && !options.Any(option => (string?)option == value))
        {
            Core.Journal.Warning(
                "components.mqtt.sensor", $"Ignoring invalid option received on topic '{message.Topic}', got '{value}', allowed: {string.Join(", ", options.Select(option => (string?)option))}");
        }
        else if (Type is null or "enum" && !IsTooLong(value, message))
        {
            _value = value;
        }
        else if (!Time().IsMatch(value))
        {
            Core.Journal.Warning("components.mqtt.sensor", $"Invalid state message '{value}' from '{message.Topic}'");
            _value = null;
        }
        else
        {
            _value = value;
        }
    }

    private void CheckNumber(string value)
    {
        var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || !double.IsFinite(number))
        {
            var (what, shown) = isNumber ? ("non-finite", $"'{PythonText.Str(number)}'") : ("non-numeric", $"'{value}' (<class 'str'>)");
            throw new StateError(
                $"Sensor {Id} has device class '{Type ?? "None"}', state class '{(string?)Config["state_class"] ?? "None"}' unit '{(string?)Config["unit_of_measurement"] ?? "None"}' "
                + $"and suggested precision '{(int?)Config["suggested_display_precision"]}' thus indicating it has a numeric value; however, it has the {what} value: {shown}");
        }
    }

    private void TellUnit()
    {
        if (!_isUnitTold && Type is not null && !Facts.IsUnitOf(Type, (string?)Config["unit_of_measurement"]))
        {
            _isUnitTold = true;
            Core.Journal.Warning(
                "components.sensor",
                $"Entity {Id} (<class 'homeassistant.components.mqtt.sensor.MqttSensor'>) is using native unit of measurement "
                + $"'{(string?)Config["unit_of_measurement"] ?? "None"}' which is not a valid unit for the device class ('{Type}') it is using");
        }
    }

    private static DateTimeOffset? ReadTime(string text) => Time().Match(text).Groups["zone"].Success
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"\A\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,9})?)?(?<zone>Z|[+-]\d{2}:?(\d{2})?)?\z")]
    private static partial Regex Time();
}
