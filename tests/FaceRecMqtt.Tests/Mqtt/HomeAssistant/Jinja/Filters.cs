using System.Globalization;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>The filters that the recorded and our own templates use.</summary>
internal static class Filters
{
    public static bool Exists(string name) => name is "int" or "float" or "default" or "tojson" or "lower" or "length";

    public static object? Apply(string name, object? value, IReadOnlyList<object?> arguments) => name switch
    {
        "default" => value is Undefined ? arguments.Count > 0 ? arguments[0] : "" : value,
        _ when value is Undefined nothing && name is not ("int" or "float") => throw new TemplateError(nothing.Why, isSyntax: false),
        "int" => Number(value) is { } number ? (long)number : Fallback(arguments, value, "int"),
        "float" => Number(value) is { } number ? number : Fallback(arguments, value, "float"),
        "tojson" => PythonText.Json(value),
        "lower" => PythonText.Str(value).ToLowerInvariant(),
        "length" => (long)((value as string)?.Length ?? (value as IReadOnlyList<object?>)?.Count ?? 0),
        _ => throw new InvalidOperationException(name),
    };

    private static object? Fallback(IReadOnlyList<object?> arguments, object? value, string name) => arguments.Count > 0
        ? arguments[0]
        : throw new TemplateError($"ValueError: Template error: {name} got invalid input '{PythonText.Str(value)}'", isSyntax: false);

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        bool flag => flag ? 1 : 0,
        string text when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
