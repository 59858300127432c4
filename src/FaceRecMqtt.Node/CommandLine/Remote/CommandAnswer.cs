using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>One reply of a node to a command.</summary>
/// <param name="Status"><c>ok</c>, <c>error</c> or <c>progress</c>.</param>
/// <param name="Data">What it says.</param>
/// <param name="ErrorCode">Code of the contract; null unless an error.</param>
/// <param name="ErrorMessage">The error in words.</param>
internal sealed record CommandAnswer(string Status, JsonObject Data, string? ErrorCode, string? ErrorMessage)
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Status == "ok";

    /// <summary>Reads a reply.</summary>
    /// <exception cref="CommandFailed">It is none.</exception>
    public static CommandAnswer Parse(byte[] payload)
    {
        try
        {
            var reply = JsonNode.Parse(payload) as JsonObject;
            if (reply?["status"]?.GetValue<string>() is { } status)
            {
                return new CommandAnswer(
                    status,
                    reply["data"] as JsonObject ?? [],
                    reply["error"]?["code"]?.GetValue<string>(),
                    reply["error"]?["message"]?.GetValue<string>());
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Falls through to the one failure below.
        }

        throw new CommandFailed(ExitCode.Failed, "what came back is no reply of a facerec node");
    }
}
