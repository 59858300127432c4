using System.Globalization;
using System.Text.Json;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Turns what was sent into the arguments a definition asks for, or into a refusal; never throws.</summary>
internal static class ArgumentReader
{
    private const int LongestText = 1024;

    /// <summary>Reads the members of a JSON object.</summary>
    public static Refusal? Read(CommandDefinition command, JsonElement json, Dictionary<string, object> into)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.NameEquals("transaction"))
            {
                continue;
            }

            var name = member.Name;
            if (command.Arguments.FirstOrDefault(argument => argument.Name == name) is not { } known)
            {
                return Refusal.BadRequest($"'{Shortened(name)}' is no argument of {command.Name}; it takes {Names(command)}.");
            }

            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (Value(known, member.Value) is not { } value)
            {
                return Refusal.BadRequest($"'{name}' must be {Wanted(known)}.");
            }

            into[name] = value;
        }

        return null;
    }

    /// <summary>Reads a text given without JSON.</summary>
    public static Refusal? Read(CommandArgument argument, string text, Dictionary<string, object> into)
    {
        if (!Fits(argument, text))
        {
            return Refusal.BadRequest($"'{argument.Name}' must be {Wanted(argument)}.");
        }

        into[argument.Name] = text;
        return null;
    }

    private static object? Value(CommandArgument argument, JsonElement json) => (argument.Kind, json.ValueKind) switch
    {
        (ArgumentKind.Text, JsonValueKind.String) => json.GetString() is { } text && Fits(argument, text) ? text : null,
        (ArgumentKind.Number, JsonValueKind.Number) => json.TryGetDouble(out var number) && Fits(argument, number) ? number : null,
        (ArgumentKind.WholeNumber, JsonValueKind.Number) => Whole(json) is { } number && Fits(argument, number) ? number : null,
        (ArgumentKind.Flag, JsonValueKind.True or JsonValueKind.False) => json.GetBoolean(),
        (ArgumentKind.Bytes, JsonValueKind.String) => json.TryGetBytesFromBase64(out var bytes) ? bytes : null,
        (ArgumentKind.TextList, JsonValueKind.Array) => Texts(argument, json),
        _ => null,
    };

    /// <summary>Also <c>5.0</c>, which is how Home Assistant's templates write a 5.</summary>
    private static long? Whole(JsonElement json) => json.TryGetInt64(out var whole) ? whole
        : json.TryGetDouble(out var number) && Math.Abs(number) < 1L << 53 && double.IsInteger(number) ? (long)number : null;

    private static string[]? Texts(CommandArgument argument, JsonElement json)
    {
        if (json.GetArrayLength() > (argument.Max ?? LongestText))
        {
            return null;
        }

        var texts = new List<string>();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { Length: <= LongestText } text)
            {
                return null;
            }

            texts.Add(text);
        }

        return [.. texts];
    }

    private static bool Fits(CommandArgument argument, string text) =>
        text.Length >= (argument.Min ?? 0) && text.Length <= (argument.Max ?? LongestText)
        && (argument.Choices is null || argument.Choices.Contains(text));

    private static bool Fits(CommandArgument argument, double number) =>
        double.IsFinite(number) && !(number < argument.Min) && !(number > argument.Max);

    private static string Wanted(CommandArgument argument) => argument.Kind switch
    {
        ArgumentKind.Text when argument.Choices is { } choices => $"one of {string.Join(", ", choices)}",
        ArgumentKind.Text => $"a text{Limits(argument, " characters")}",
        ArgumentKind.Number => $"a number{Limits(argument, "")}",
        ArgumentKind.WholeNumber => $"a whole number{Limits(argument, "")}",
        ArgumentKind.Flag => "true or false",
        ArgumentKind.Bytes => "a base64 text",
        _ => "a list of texts",
    };

    private static string Limits(CommandArgument argument, string unit) => (argument.Min, argument.Max) switch
    {
        (null, null) => "",
        ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $" of at least {min}{unit}"),
        (null, { } max) => string.Create(CultureInfo.InvariantCulture, $" of at most {max}{unit}"),
        ({ } min, { } max) => string.Create(CultureInfo.InvariantCulture, $" from {min} to {max}{unit}"),
    };

    private static string Names(CommandDefinition command) =>
        command.Arguments.Count == 0 ? "none" : string.Join(", ", command.Arguments.Select(argument => argument.Name));

    private static string Shortened(string name) => name.Length <= 64 ? name : name[..64] + "…";
}
