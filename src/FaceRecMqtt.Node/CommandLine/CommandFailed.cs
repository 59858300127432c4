namespace FaceRecMqtt.Node.CommandLine;

/// <summary>A command of the command line cannot go on; the message is for the user and says what helps.</summary>
/// <param name="exitCode">See <see cref="ExitCode"/>.</param>
/// <param name="message">What is wrong; lines allowed.</param>
internal sealed class CommandFailed(int exitCode, string message) : Exception(message)
{
    /// <summary>See <see cref="CommandLine.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
