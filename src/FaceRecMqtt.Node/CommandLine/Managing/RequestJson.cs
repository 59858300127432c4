using System.Text;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary>The arguments of a command as the JSON that is sent.</summary>
internal static class RequestJson
{
    /// <summary>The payload; what is null is left out.</summary>
    public static byte[] Of(params (string Key, JsonNode? Value)[] arguments) => Encoding.UTF8.GetBytes(new JsonObject(arguments
        .Where(argument => argument.Value is not null).Select(argument => KeyValuePair.Create(argument.Key, argument.Value))).ToJsonString());
}
