using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Watching;

/// <summary>Events as lines of a table.</summary>
/// <param name="terminal">For its colours and its clock's time zone.</param>
internal sealed class EventTable(Terminal terminal) : IEventLines
{
    // Negative: to the left; numbers stand to the right.
    private static readonly int[] Widths = [-8, -14, -10, -20, 10, 6, 8, 4, 8, -1];

    /// <inheritdoc/>
    public string Head => terminal.Coloured(
        Row("time", "camera", "event", "identity", "similarity", "margin", "pre_norm", "px", "age", "backend"), TextColour.Grey);

    /// <inheritdoc/>
    public string? Write(byte[] payload)
    {
        try
        {
            return JsonNode.Parse(payload) is JsonObject face ? Line(face) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private string Line(JsonObject face)
    {
        var type = Text(face["event_type"]);
        var line = Row(
            Time(Text(face["capture_ts"])),
            Text(face["camera"]),
            type,
            Text(face["identity"]),
            Number(face["similarity"], "0.000"),
            Number(face["margin"], "0.000"),
            Number(face["pre_norm"], "0.00"),
            Number((face["quality"] as JsonObject)?["face_px"], "0"),
            Number(face["age_ms"], "0' ms'"),
            Text(face["backend"]));
        return terminal.Coloured(line, type switch
        {
            "recognized" => TextColour.Green,
            "unknown" => TextColour.Yellow,
            "changed" => TextColour.Red,
            "left" => TextColour.Grey,
            _ => TextColour.None,
        });
    }

    private static string Row(params string[] cells) =>
        string.Join("  ", cells.Zip(Widths, (cell, width) => width < 0 ? cell.PadRight(-width) : cell.PadLeft(width))).TrimEnd();

    // Names come from outside: a control character could steer the terminal.
    private static string Text(JsonNode? value) =>
        value is null ? "–" : string.Concat(value.ToString().Select(letter => char.IsControl(letter) ? '·' : letter));

    private static string Number(JsonNode? value, string format) =>
        value is JsonValue number && number.TryGetValue<double>(out var read) ? read.ToString(format, CultureInfo.InvariantCulture) : "–";

    private string Time(string stamp) =>
        DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? TimeZoneInfo.ConvertTime(time, terminal.Time.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : "–";
}
