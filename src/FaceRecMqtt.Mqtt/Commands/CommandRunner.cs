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
        try
        {
            await Workers.RunAsync(
                stopping,
                [
                    ending => WorkAsync(queues.Quick.Reader, ending),
                    .. Enumerable.Repeat<Func<CancellationToken, Task>>(ending => WorkAsync(queues.Lengthy.Reader, ending), LengthyAtATime),
                ]);
        }
        finally
        {
            Refuse();
        }
    }

    private void Refuse()
    {
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
                var reply = Answer(command, await ReplyAsync(command, command.Definition!, stopping));
                queues.Done(command);
                if (command.Definition!.Changes)
                {
                    Log.Changed(logger, command.Name, string.Join(", ", command.Arguments.Keys), reply.Error?.ToString() ?? "done");
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
            // WaitAsync besides the token, and a thread of its own: the asker gets an answer even from work that does not look at the token,
            // and commands may compute and wait for the disk as they like.
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
            return Faulted(command, fault);
        }
    }

    // A reply may hold what no JSON can say, such as a number that is none.
    private CommandReply Answer(PendingCommand command, CommandReply reply)
    {
        try
        {
            command.Answer(reply);
            return reply;
        }
        catch (Exception fault)
        {
            var instead = Faulted(command, fault);
            command.Answer(instead);
            return instead;
        }
    }

    private CommandReply Faulted(PendingCommand command, Exception fault)
    {
        Log.Failed(logger, command.Name, fault);
        return CommandReply.Failed(CommandError.Internal, "A fault in the program; its log says more.");
    }

    internal static CommandReply Cancelled() => CommandReply.Failed(CommandError.Cancelled, "The program stops.");
}
