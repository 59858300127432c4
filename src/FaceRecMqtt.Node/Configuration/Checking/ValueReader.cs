using System.Globalization;
using FaceRecMqtt.Node.Configuration.Schema;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Reads single values. Values of secrets and camera sources never enter a message.</summary>
internal static class ValueReader
{
    /// <summary>Reads a value.</summary>
    /// <param name="key">Key it is for; of a kind that takes a single value.</param>
    /// <param name="text">What was written.</param>
    /// <returns>The value, or what is wrong with it and a hint.</returns>
    public static (object? Value, string? Message, string? Hint) Read(SettingKey key, string text)
    {
        switch (key.Kind)
        {
            case SettingKind.Text or SettingKind.Secret or SettingKind.Source when string.IsNullOrWhiteSpace(text):
                return (null, "this is empty", key.Setting.Required ? $"for example {key.Setting.Example}" : "leave the key out instead");
            case SettingKind.Text:
                return text.Any(char.IsControl) ? (null, "this text holds control characters", null) : (text, null, null);
            case SettingKind.Secret:
                return (new Secret(text), null, null);
            case SettingKind.Source:
                return text.Any(char.IsControl) ? (null, "this text holds control characters", null) : (new SourceAddress(text), null, null);
            case SettingKind.Switch:
                return bool.TryParse(text.Trim(), out var on) ? (on, null, null) : (null, $"`{Shown.Of(text)}` is neither true nor false", null);
            case SettingKind.Choice:
                return ReadChoice(key, text.Trim());
            default:
                return ReadNumber(key, text.Trim());
        }
    }

    private static (object?, string?, string?) ReadChoice(SettingKey key, string text)
    {
        if (key.Choices.Contains(text))
        {
            return (Enum.Parse(key.ValueType, text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), null, null);
        }

        var near = Spelling.Nearest(text, key.Choices);
        return (null, $"`{Shown.Of(text)}` is not one of: {string.Join(", ", key.Choices)}", near is null ? null : $"did you mean {near}?");
    }

    private static (object?, string?, string?) ReadNumber(SettingKey key, string text)
    {
        var unit = key.Setting.Unit is null ? "" : $" ({key.Setting.Unit})";
        double number;
        if (key.Kind is SettingKind.Whole)
        {
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            {
                return (null, $"`{Shown.Of(text)}` is not a whole number{unit}", HintFor(key));
            }

            number = whole;
        }
        else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) || !double.IsFinite(number))
        {
            return (null, $"`{Shown.Of(text)}` is not a number{unit}", HintFor(key));
        }

        if (number < key.Setting.Min || number > key.Setting.Max)
        {
            var range = string.Create(CultureInfo.InvariantCulture, $"{key.Setting.Min} to {key.Setting.Max}");
            return (null, $"{Shown.Of(text)} is out of range", $"allowed: {range}{unit}");
        }

        return (key.Kind switch
        {
            SettingKind.Whole => (int)number,
            SettingKind.Duration => key.FromUnit(number),
            _ => (object)(float)number,
        }, null, null);
    }

    private static string? HintFor(SettingKey key) => key.Kind is SettingKind.Duration
        ? $"a bare number; the key's name says the unit, {key.Setting.Unit}"
        : null;
}
