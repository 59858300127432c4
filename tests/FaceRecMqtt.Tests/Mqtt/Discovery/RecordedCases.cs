using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

/// <summary>What a real Home Assistant did with device configurations.</summary>
internal static class RecordedCases
{
    private static string Folder => RepositoryRoot.Shared("data", "homeassistant", "cases");

    public static void SkipWhereAbsent() => Assert.SkipUnless(Directory.Exists(Folder), "The recorded cases lie in the shared folder beside the checkout.");

    /// <summary>Device configurations of a file, with the name and the expectation of their case.</summary>
    public static IEnumerable<(string Case, JsonObject Config, JsonObject Expect)> Configs(string file) =>
        from recorded in JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsArray()
        from message in recorded!["publish"]!.AsArray()
        where ((string)message!["topic"]!).StartsWith("homeassistant/device/", StringComparison.Ordinal)
        let config = Object((string?)message["payload"])
        where config is not null
        select ((string)recorded["name"]!, config, recorded["expect"]!.AsObject());

    /// <summary>Components of a configuration, by key.</summary>
    public static IEnumerable<(string Key, JsonObject Component)> Components(JsonObject config) => (config["components"] as JsonObject ?? [])
        .Where(component => component.Value is JsonObject).Select(component => (component.Key, component.Value!.AsObject()));

    private static JsonObject? Object(string? payload)
    {
        try
        {
            return JsonNode.Parse(payload ?? "null") as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
