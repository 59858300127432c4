using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Session;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>A command from its arrival to its one final reply.</summary>
internal sealed class PendingCommand(string name, string? pathArgument, string? pathValue, ReplyAddress address, string? transaction, Outbox outbox)
{
    private readonly Lock _gate = new();
    private bool _isAnswered;

    public string Name { get; } = name;

    /// <summary>Bytes it keeps in memory while it waits.</summary>
    public long Weight { get; init; }

    public CommandDefinition? Definition { get; init; }

    public Dictionary<string, object> Arguments { get; } = [];

    public CommandCall ToCall() => new(Name, Arguments, Progress);

    /// <summary>Sends the final reply; every further one is ignored.</summary>
    /// <param name="reply">What to say.</param>
    /// <exception cref="ArgumentException">The reply cannot be written as JSON; it is not answered yet.</exception>
    /// <param name="kind">Replies wait like events; only those that a flood of commands causes may be dropped.</param>
    public void Answer(CommandReply reply, MessageKind kind = MessageKind.Event)
    {
        lock (_gate)
        {
            if (!_isAnswered)
            {
                // First, so that one that cannot be said is not taken for the answer.
                var payload = ReplyJson.Final(Named(reply), transaction);
                _isAnswered = true;
                Post(payload, kind);
            }
        }
    }

    private void Progress(int done, int of, string? text)
    {
        // Under the lock: nothing comes after the final reply.
        lock (_gate)
        {
            if (!_isAnswered)
            {
                Post(ReplyJson.Progress(done, of, transaction, text), MessageKind.Droppable);
            }
        }
    }

    /// <summary>Replies to enroll/Anna and enroll/Bea share a topic: each says whom it is about.</summary>
    private CommandReply Named(CommandReply reply)
    {
        if (pathArgument is null || reply.Data.ContainsKey(pathArgument))
        {
            return reply;
        }

        var data = (JsonObject)reply.Data.DeepClone();
        data[pathArgument] = pathValue;
        return reply.Error is { } error ? CommandReply.Failed(error, reply.Message!, data) : CommandReply.Ok(data);
    }

    private void Post(byte[] payload, MessageKind kind)
    {
        foreach (var message in address.Messages(payload, kind))
        {
            outbox.Post(message);
        }
    }
}
