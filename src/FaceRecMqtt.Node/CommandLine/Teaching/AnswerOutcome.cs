using FaceRecMqtt.Node.CommandLine.Remote;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>Shows a final reply and turns it into an exit code.</summary>
internal static class AnswerOutcome
{
    /// <summary>Writes the data to the output and an error to the error stream.</summary>
    /// <param name="answer">The reply.</param>
    /// <param name="asJson">Whether the data are written as one line of JSON.</param>
    /// <param name="terminal">Where.</param>
    /// <param name="about">What it was about, put before an error; empty for nothing.</param>
    public static async Task<int> ShowAsync(CommandAnswer answer, bool asJson, Terminal terminal, string about = "")
    {
        if (asJson)
        {
            await terminal.Out.WriteLineAsync(answer.Data.ToJsonString());
        }
        else
        {
            await terminal.Out.WriteAsync(AnswerText.Of(answer.Data));
        }

        if (answer.IsDone)
        {
            return ExitCode.Done;
        }

        var message = $"{about}{answer.ErrorMessage ?? "refused"} ({answer.ErrorCode ?? "no code"})";
        await terminal.Error.WriteLineAsync(terminal.IsColoured ? terminal.Coloured(message, TextColour.Red) : message);
        return ExitCode.Failed;
    }
}
