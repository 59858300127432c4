using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>From a message to a command that may run, or to a refusal; runs on the receive loop and returns at once.</summary>
internal sealed class CommandIntake(
    CommandTable table,
    CommandPermissions permissions,
    NodeTopics topics,
    Outbox outbox,
    CommandQueues queues,
    TimeProvider time,
    ILogger<CommandIntake> logger)
{
    private const int LongestName = 256;

    private readonly TokenBucket _bucket = new(permissions.Burst, permissions.PerSecond, time);

    /// <summary>Takes a message below <c>&lt;base&gt;/command/</c>.</summary>
    public void Receive(IncomingMessage message)
    {
        // A retained command would be obeyed again at every connect.
        if (message.Retained || topics.CommandIn(message.Topic) is not { Length: > 0 } suffix)
        {
            return;
        }

        var (definition, pathValue) = table.Find(suffix);
        var name = definition?.Name ?? Shortened(suffix);
        var payload = CommandPayload.Read(message.Payload);
        var command = new PendingCommand(
            name, pathValue is null ? null : definition?.PathArgument, pathValue, ReplyAddress.Of(topics, name, message), payload.Transaction, outbox)
        {
            Definition = definition,
            Weight = message.Length,
        };
        if (!_bucket.TryTake())
        {
            var limited = CommandReply.Failed(CommandError.RateLimited, "Too many commands; wait a moment.");
            command.Answer(limited, MessageKind.Droppable);
        }
        else if (Check(definition, pathValue, message, payload, command.Arguments) is { } refusal)
        {
            Log.Refused(logger, name, refusal.Error, refusal.Message);
            command.Answer(refusal.ToReply());
        }
        else if (!queues.TryAdd(command))
        {
            command.Answer(queues.IsClosed
                ? CommandRunner.Cancelled()
                : CommandReply.Failed(CommandError.Busy, "Too many commands wait already; try again later."));
        }
    }

    /// <summary>A topic may be almost too long already, and <c>response</c> is longer than <c>command</c>.</summary>
    private static string Shortened(string suffix) =>
        suffix.Length <= LongestName ? suffix : suffix[..(char.IsHighSurrogate(suffix[LongestName - 1]) ? LongestName - 1 : LongestName)];

    private Refusal? Check(
        CommandDefinition? definition, string? pathValue, IncomingMessage message, CommandPayload payload, Dictionary<string, object> arguments)
    {
        if (definition is null)
        {
            return new Refusal(CommandError.UnknownCommand, "There is no such command; the topic info lists them all.");
        }

        if (!permissions.Allows(definition))
        {
            return new Refusal(CommandError.NotAllowed, $"'{definition.Name}' is switched off in the configuration (commands).");
        }

        if (message.TooLarge)
        {
            return new Refusal(CommandError.TooLarge, $"The payload of {message.Length} bytes is over the limit.");
        }

        return CommandParser.Parse(definition, pathValue, payload, arguments) ?? Forbidden(definition, arguments);
    }

    private Refusal? Forbidden(CommandDefinition definition, Dictionary<string, object> arguments) =>
        definition.Arguments.FirstOrDefault(argument => argument.Group is { } group && !permissions.Allows(group)
            && arguments.TryGetValue(argument.Name, out var value) && value is not false) is { } forbidden
            ? new Refusal(CommandError.NotAllowed, $"'{forbidden.Name}' is switched off in the configuration (commands).")
            : null;
}
