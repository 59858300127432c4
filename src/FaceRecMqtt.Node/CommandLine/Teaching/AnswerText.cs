using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>A reply's data for people: a list of objects becomes a table, the rest lines of <c>key: value</c>.</summary>
internal static class AnswerText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text; empty when there is nothing to say.</summary>
    public static string Of(JsonObject data)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in data)
        {
            if (value is JsonArray list && list.Count > 0 && list.All(item => item is JsonObject))
            {
                AppendTable(text, [.. list.Cast<JsonObject>()]);
            }
            else
            {
                text.Append(key).Append(": ").Append(Cell(value)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, List<JsonObject> rows)
    {
        List<string> keys = [.. rows.SelectMany(row => row.Select(entry => entry.Key)).Distinct()];
        List<List<string>> cells = [keys, .. rows.Select(row => keys.Select(key => Cell(row[key])).ToList())];
        List<int> widths = [.. keys.Select((_, column) => cells.Max(row => row[column].Length))];
        foreach (var row in cells)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }
    }

    private static string Cell(JsonNode? value) => value switch
    {
        null => "–",
        JsonValue single when single.TryGetValue<string>(out var words) => string.Concat(words.Select(letter => char.IsControl(letter) ? '·' : letter)),
        _ => value.ToJsonString(Readable),
    };
}
