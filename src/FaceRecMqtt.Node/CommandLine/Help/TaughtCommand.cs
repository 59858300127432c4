using System.CommandLine;

namespace FaceRecMqtt.Node.CommandLine.Help;

/// <summary>A command that shows examples in its help and tells failures in a sentence instead of a stack trace.</summary>
internal sealed class TaughtCommand : Command
{
    /// <summary>Describes a command.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">Whole lines as they are typed; a line that begins with # explains the next.</param>
    public TaughtCommand(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Whole lines as they are typed; a line that begins with # explains the next.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Sets what the command does.</summary>
    /// <param name="terminal">Where failures are told.</param>
    /// <param name="work">The work; returns the exit code.</param>
    /// <returns>This command.</returns>
    public TaughtCommand Does(Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        SetAction(async (parsed, stopping) =>
        {
            try
            {
                return await work(parsed, stopping);
            }
            catch (CommandFailed failure)
            {
                terminal.EndProgress();
                await terminal.Error.WriteLineAsync($"facerec: {failure.Message}");
                return failure.ExitCode;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                terminal.EndProgress();
                return ExitCode.Cancelled;
            }
        });
        return this;
    }
}
