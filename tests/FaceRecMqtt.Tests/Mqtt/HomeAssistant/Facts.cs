using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Device classes and their units, taken from a real Home Assistant.</summary>
internal static class Facts
{
    /// <summary>Platforms that device configurations may speak of.</summary>
    public static readonly string[] Platforms =
    [
        "alarm_control_panel", "binary_sensor", "button", "camera", "climate", "cover", "device_automation", "device_tracker", "event", "fan", "humidifier", "image",
        "lawn_mower", "light", "lock", "notify", "number", "scene", "siren", "select", "sensor", "switch", "tag", "text", "update", "vacuum", "valve", "water_heater",
    ];

    private static readonly JsonObject Classes = File.Exists(RepositoryRoot.Shared("data", "homeassistant", "device_classes.json"))
        ? JsonNode.Parse(File.ReadAllText(RepositoryRoot.Shared("data", "homeassistant", "device_classes.json")))!.AsObject()
        : [];

    /// <summary>Device classes of a platform in Home Assistant's order; null where nothing is known of it.</summary>
    public static IReadOnlyList<string>? ClassesOf(string platform) => platform switch
    {
        "sensor" when Classes["sensor_units"] is JsonObject units => ["date", "enum", "timestamp", .. units.Select(unit => unit.Key).Except(["date", "enum", "timestamp"])],
        "event" => ["doorbell", "button", "motion"],
        _ => Classes[platform] is JsonArray list ? [.. list.Select(one => (string)one!)] : null,
    };

    /// <summary>Whether a sensor's unit goes with its class; true where nothing is known of the class.</summary>
    public static bool IsUnitOf(string type, string? unit) =>
        Classes["sensor_units"]?[type] is not JsonArray units || units.Any(known => (string?)known == (unit ?? ""));
}
