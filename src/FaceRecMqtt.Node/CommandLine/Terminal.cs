namespace FaceRecMqtt.Node.CommandLine;

/// <summary>Where the command line writes. Results go to <see cref="Out"/>, everything said about them to <see cref="Error"/>.</summary>
/// <param name="Out">Results; may be piped into another program.</param>
/// <param name="Error">Progress and failures.</param>
/// <param name="Time">Clock.</param>
/// <param name="IsColoured">Whether results may be coloured.</param>
/// <param name="IsLive">Whether a line of <see cref="Error"/> may be overwritten to show progress.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, TimeProvider Time, bool IsColoured = false, bool IsLive = false)
{
    /// <summary>This process's console. Colours are off where NO_COLOR is set (no-color.org).</summary>
    public static Terminal OfProcess() => new(
        Console.Out,
        Console.Error,
        TimeProvider.System,
        IsColoured: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        IsLive: !Console.IsErrorRedirected);

    /// <summary>A text in a colour, plain where colours are off.</summary>
    public string Coloured(string text, TextColour colour) =>
        IsColoured && colour is not TextColour.None ? $"\u001b[{(int)colour}m{text}\u001b[0m" : text;

    /// <summary>Shows how far long work is: in place on a terminal, a line each elsewhere.</summary>
    public void ShowProgress(string text) => Error.Write(IsLive ? $"\r\u001b[K{text}" : text + "\n");

    /// <summary>Ends what <see cref="ShowProgress"/> shows in place.</summary>
    public void EndProgress() => Error.Write(IsLive ? "\r\u001b[K" : "");
}
