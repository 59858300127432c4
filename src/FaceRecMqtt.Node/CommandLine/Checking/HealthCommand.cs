using System.CommandLine;
using System.Net.Sockets;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Health;

namespace FaceRecMqtt.Node.CommandLine.Checking;

/// <summary><c>facerec health</c>: does the node on this machine live? For container engines and supervisors.</summary>
internal static class HealthCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var config = new ConfigOption();
        var data = new Option<string?>("--data") { Description = "The node's data folder. Without: the one of the configuration.", HelpName = "FOLDER" };
        var command = new TaughtCommand(
            "health",
            "Asks the node that uses this data folder whether it lives. Exit code 0: it does, also while it waits for its broker; 1: it does not.",
            "facerec health",
            "facerec health --data /var/lib/facerec")
        {
            data,
        };
        config.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var folder = parsed.GetValue(data) is { } named ? Path.GetFullPath(named) : FolderOf(config.LoadWithNotes(parsed));
            await AskAsync(folder, terminal.Time, stopping);
            await terminal.Out.WriteLineAsync("alive");
            return ExitCode.Done;
        });
    }

    private static string FolderOf(ConfigurationResult result) => result.Configuration!.DataFolder;

    private static async Task AskAsync(string folder, TimeProvider time, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(LivenessSocket.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var answer = new byte[LivenessSocket.Answer.Length];
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(LivenessSocket.PathIn(folder)), either.Token);
            for (var length = 0; length < answer.Length;)
            {
                var read = await socket.ReceiveAsync(answer.AsMemory(length), either.Token);
                length += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
            }
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException || (fault is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            throw new CommandFailed(ExitCode.Failed, $"no node answers in {folder}; is it running, with this data folder and as this user?");
        }

        if (!answer.AsSpan().SequenceEqual(LivenessSocket.Answer.Span))
        {
            throw new CommandFailed(ExitCode.Failed, $"what answers in {folder} is no node");
        }
    }
}
