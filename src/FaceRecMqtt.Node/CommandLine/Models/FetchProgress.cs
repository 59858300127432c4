using System.Globalization;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary>Shows how far an installation is: in place on a terminal, a line for each step elsewhere.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class FetchProgress(Terminal terminal) : IProgress<InstallProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private (string Step, string File) _shown;
    private long _shownAt;

    /// <inheritdoc/>
    public void Report(InstallProgress value)
    {
        var isNew = _shown != (value.Step, value.File);
        if (!isNew && (!terminal.IsLive || terminal.Time.GetElapsedTime(_shownAt) < Interval))
        {
            return;
        }

        (_shown, _shownAt) = ((value.Step, value.File), terminal.Time.GetTimestamp());
        terminal.ShowProgress(terminal.IsLive ? $"{value.Step} {value.File}{Amount(value)}" : $"{value.Step} {value.File}");
    }

    private static string Amount(InstallProgress value) => value switch
    {
        { Done: { } done, Total: { } total } => string.Create(CultureInfo.InvariantCulture, $": {done / 1e6:0.0} of {total / 1e6:0.0} MB"),
        { Done: { } done } => string.Create(CultureInfo.InvariantCulture, $": {done / 1e6:0.0} MB"),
        _ => " …",
    };
}
