using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Optional keys: Home Assistant refuses some that are null.</summary>
internal static class JsonObjectAdditions
{
    public static void AddIfSet(this JsonObject json, string key, string? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }
}
