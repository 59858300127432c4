using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>Values as Python writes them: null, bool, long, double, string, list, dictionary.</summary>
internal static class PythonText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };


    /// <summary><c>str(value)</c>.</summary>
    public static string Str(object? value) => value switch
    {
        null => "None",
        true => "True",
        false => "False",
        string text => text,
        double number => Float(number),
        long number => number.ToString(CultureInfo.InvariantCulture),
        Undefined => "",
        _ => Repr(value),
    };

    /// <summary><c>repr(value)</c>.</summary>
    public static string Repr(object? value) => value switch
    {
        string text => $"'{text}'",
        IEnumerable<KeyValuePair<string, object?>> map => $"{{{string.Join(", ", map.Select(pair => $"{Repr(pair.Key)}: {Repr(pair.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(", ", list.Select(Repr))}]",
        _ => Str(value),
    };

    /// <summary>What the filter <c>tojson</c> makes: keys sorted, <c>\u</c> escapes, spaces after commas and colons.</summary>
    public static string Json(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => JsonText(text),
        IEnumerable<KeyValuePair<string, object?>> map =>
            $"{{{string.Join(", ", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{JsonText(pair.Key)}: {Json(pair.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(", ", list.Select(Json))}]",
        _ => Str(value),
    };

    /// <summary>A bytes literal.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? "b\"" : "b'");
        foreach (var one in bytes)
        {
            text.Append(one is >= 0x20 and < 0x7F and not (byte)'\\' ? ((char)one).ToString() : one == '\\' ? "\\\\" : $"\\x{one:x2}");
        }

        return text.Append(text[1]).ToString();
    }

    /// <summary>JSON as Python's values.</summary>
    public static object? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map.ToDictionary(member => member.Key, member => Of(member.Value)),
        JsonArray list => list.Select(Of).ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetValue<string>(),
            _ => Number(value.ToJsonString(Plain)),
        },
        _ => null,
    };

    private static object Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
        ? (object)whole
        : double.Parse(text, CultureInfo.InvariantCulture);

    private static string Float(double number) => double.IsNaN(number) ? "nan"
        : double.IsInfinity(number) ? number > 0 ? "inf" : "-inf"
        : number.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";

    private static string JsonText(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var character in text)
        {
            json.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or > '~' or '<' or '>' or '&' or '\'' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return json.Append('"').ToString();
    }
}
