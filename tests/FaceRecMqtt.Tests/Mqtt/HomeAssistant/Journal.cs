namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>A line of Home Assistant's log.</summary>
/// <param name="Level">INFO, WARNING or ERROR.</param>
/// <param name="Logger">Below <c>homeassistant.</c></param>
/// <param name="Message">What happened.</param>
/// <param name="Cause">Last line of the traceback; null without one.</param>
internal sealed record LogLine(string Level, string Logger, string Message, string? Cause = null)
{
    public override string ToString() => $"{Level} (MainThread) [homeassistant.{Logger}] {Message}";
}

/// <summary>Home Assistant's log.</summary>
internal sealed class Journal
{
    private readonly List<LogLine> _lines = [];

    public IReadOnlyList<LogLine> Lines => _lines;

    /// <summary>Warnings and errors, of which a good program causes none.</summary>
    public IReadOnlyList<LogLine> Problems => [.. _lines.Where(line => line.Level != "INFO")];

    public void Info(string logger, string message) => _lines.Add(new LogLine("INFO", logger, message));

    public void Warning(string logger, string message) => _lines.Add(new LogLine("WARNING", logger, message));

    public void Error(string logger, string message, string? cause = null) => _lines.Add(new LogLine("ERROR", logger, message, cause));
}
