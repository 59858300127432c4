using System.Text.Json;
using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>What a template may read of a message.</summary>
internal static class Variables
{
    /// <summary><c>value</c>, and <c>value_json</c> where the payload is JSON.</summary>
    public static IReadOnlyDictionary<string, object?> Of(string payload)
    {
        var variables = new Dictionary<string, object?> { ["value"] = payload };
        if (TryParse(payload, out var json))
        {
            variables["value_json"] = PythonText.Of(json);
        }

        return variables;
    }

    /// <summary>Reads JSON.</summary>
    public static bool TryParse(string text, out JsonNode? json)
    {
        json = null;
        try
        {
            json = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
