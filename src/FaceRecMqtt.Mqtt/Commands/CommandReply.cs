using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>The final answer to a command.</summary>
public sealed record CommandReply
{
    private CommandReply(CommandError? error, string? message, JsonObject data)
    {
        Error = error;
        Message = message;
        Data = data;
    }

    /// <summary>Why it was refused; null when it was done.</summary>
    public CommandError? Error { get; }

    /// <summary>The refusal in words; null when it was done.</summary>
    public string? Message { get; }

    /// <summary>What is to be said besides.</summary>
    public JsonObject Data { get; }

    /// <summary>Done.</summary>
    /// <param name="data">What is to be said; owned by the reply from here on.</param>
    public static CommandReply Ok(JsonObject? data = null) => new(null, null, data ?? []);

    /// <summary>Not done.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">Why, as a sentence for people.</param>
    /// <param name="data">What is to be said besides; owned by the reply from here on.</param>
    public static CommandReply Failed(CommandError error, string message, JsonObject? data = null) => new(error, message, data ?? []);
}
