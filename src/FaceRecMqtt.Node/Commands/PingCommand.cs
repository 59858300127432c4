using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>ping</c>: is anybody there?</summary>
internal static class PingCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Of(string version, TimeProvider time) => new("ping", "Answers with the version and the node's clock.", (_, _) =>
        Task.FromResult(CommandReply.Ok(new JsonObject
        {
            ["pong"] = true,
            ["version"] = version,
            ["time"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture),
        })));
}
