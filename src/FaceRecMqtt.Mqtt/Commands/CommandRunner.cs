using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Runs commands: quick ones one after another in the order they came, long ones a few at a time beside them.</summary>
internal sealed class CommandRunner(CommandQueues queues, TimeProvider time, ILogger<CommandRunner> logger)
{
    private const int LengthyAtATime = 4;

    /// <summary>Runs until stopped; whatever waits or runs then is answered with <c>cancelled</c>.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await Task.WhenAll(
        [
            WorkAsync(queues.Quick.Reader, stopping),
            .. Enumerable.Range(0, LengthyAtATime).Select(_ => WorkAsync(queues.Lengthy.Reader, stopping)),
        ]);
        queues.Close();
        foreach (var line in (ChannelReader<PendingCommand>[])[queues.Quick.Reader, queues.Lengthy.Reader])
        {
            while (line.TryRead(out var command))
            {
                command.Answer(Cancelled());
                queues.Done(command);
            }
        }
    }

    private async Task WorkAsync(ChannelReader<PendingCommand> line, CancellationToken stopping)
    {
        // Away from the caller's thread: a command that computes must not hold up the start of the others.
        await Task.Yield();
        try
        {
            await foreach (var command in line.ReadAllAsync(stopping))
            {
                var reply = await ReplyAsync(command, command.Definition!, stopping);
                command.Answer(reply);
                queues.Done(command);
                if (command.Definition!.Changes)
                {
                    Log.Changed(logger, command.Name, Shown(command.Arguments), reply.Error is { } error ? $"{error}: {reply.Message}" : "done");
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task<CommandReply> ReplyAsync(PendingCommand command, CommandDefinition definition, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(definition.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            // WaitAsync besides the token, and a thread of its own: the asker gets an answer even from work that does not look at the token.
            return await Task.Run(() => definition.Run(command.ToCall(), both.Token), CancellationToken.None).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Cancelled();
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            Log.TimedOut(logger, command.Name, definition.Timeout);
            return CommandReply.Failed(CommandError.Timeout, $"{definition.Name} did not end within {definition.Timeout.TotalSeconds:0.#} s.");
        }
        catch (Exception fault)
        {
            Log.Failed(logger, command.Name, fault);
            return CommandReply.Failed(CommandError.Internal, "A fault in the program; its log says more.");
        }
    }

    internal static CommandReply Cancelled() => CommandReply.Failed(CommandError.Cancelled, "The program stops.");

    private static string Shown(IReadOnlyDictionary<string, object> arguments) => string.Join(", ", arguments.Select(argument =>
        $"{argument.Key}={argument.Value switch
        {
            byte[] bytes => $"{bytes.Length} bytes",
            string[] texts => $"{texts.Length} texts",
            var value => value,
        }}"));
}
