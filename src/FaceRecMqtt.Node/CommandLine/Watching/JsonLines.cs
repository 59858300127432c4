using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Watching;

/// <summary>Events as published, one per line.</summary>
internal sealed class JsonLines : IEventLines
{
    /// <inheritdoc/>
    public string? Head => null;

    /// <inheritdoc/>
    public string? Write(byte[] payload)
    {
        try
        {
            return JsonNode.Parse(payload)?.ToJsonString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
