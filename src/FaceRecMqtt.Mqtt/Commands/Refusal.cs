namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Why a command is not run.</summary>
internal sealed record Refusal(CommandError Error, string Message)
{
    public static Refusal BadRequest(string message) => new(CommandError.BadRequest, message);

    public CommandReply ToReply() => CommandReply.Failed(Error, Message);
}
