using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>One component that a configuration speaks of.</summary>
/// <param name="Platform">What it is.</param>
/// <param name="Key">Its key in the configuration, or the last level of a topic of its own.</param>
/// <param name="Id">What discovery knows it by, within the platform.</param>
/// <param name="Topic">Where the configuration came.</param>
/// <param name="Config">Everything about it; null to remove it.</param>
internal sealed record Component(string Platform, string Key, string Id, string Topic, JsonObject? Config)
{
    /// <summary>Whether it was there before Home Assistant looked: a broker keeps no order then.</summary>
    public bool IsRetained { get; init; }

    /// <summary>What discovery tells components apart by.</summary>
    public (string Platform, string Id) Hash => (Platform, Id);

    /// <summary>Who announced it.</summary>
    public string From => Config?["origin"] is JsonObject origin
        ? $"external application {(string?)origin["name"]}, version: {(string?)origin["sw_version"]}"
        : "an unknown application";
}
