using System.Text.Json;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Tells our own configurations from those of other programs and other nodes.</summary>
internal static class OwnConfigs
{
    /// <summary>Whether a configuration is for a device of a node: ours by its origin, and the node itself or hanging on it.</summary>
    /// <param name="payload">What is retained.</param>
    /// <param name="node">Identifier of the node's device.</param>
    /// <remarks>Not told by the start of its id: another node's id may begin with ours.</remarks>
    public static bool Includes(byte[] payload, string node)
    {
        try
        {
            using var config = JsonDocument.Parse(payload);
            var device = config.RootElement.GetProperty("device");
            return config.RootElement.GetProperty("origin").GetProperty("name").GetString() == Device.Origin
                && ((device.TryGetProperty("via_device", out var via) && via.GetString() == node)
                    || device.GetProperty("identifiers").EnumerateArray().Any(id => id.GetString() == node));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }
}
