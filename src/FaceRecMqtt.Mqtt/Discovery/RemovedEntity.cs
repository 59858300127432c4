using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A component that may exist from earlier and shall not: a component that is only left out stays.</summary>
internal static class RemovedEntity
{
    public static JsonObject Of(string platform) => new() { ["platform"] = platform };
}
