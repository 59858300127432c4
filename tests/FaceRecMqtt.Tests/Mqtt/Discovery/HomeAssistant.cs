using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

/// <summary>Checks a device's configuration as Home Assistant does, for the kinds of entities that we use; tried against the recorded cases.</summary>
internal static partial class HomeAssistant
{
    private static readonly string[] Root =
    [
        "device", "components", "origin", "availability", "availability_mode", "availability_topic", "availability_template", "payload_available",
        "payload_not_available", "state_topic", "command_topic", "qos", "encoding",
    ];

    private static readonly string[] DeviceKeys =
    [
        "identifiers", "connections", "name", "manufacturer", "model", "model_id", "hw_version", "sw_version", "serial_number", "via_device", "suggested_area",
        "configuration_url",
    ];

    private static readonly string[] AvailabilityKeys = ["topic", "payload_available", "payload_not_available", "value_template"];

    /// <summary>Kinds we publish, and what each cannot do without.</summary>
    private static readonly Dictionary<string, string[]> Platforms = new()
    {
        ["sensor"] = ["state_topic"],
        ["binary_sensor"] = ["state_topic"],
        ["event"] = ["state_topic", "event_types"],
        ["image"] = [],
        ["switch"] = ["command_topic"],
        ["number"] = ["command_topic"],
        ["select"] = ["command_topic", "options"],
    };

    /// <summary>Why the whole payload is lost; null when it is taken.</summary>
    public static string? PayloadProblem(JsonObject config)
    {
        if (config["device"] is not JsonObject device || config["origin"] is not JsonObject origin || config["components"] is not JsonObject components)
        {
            return "device, origin or components is missing";
        }

        return config.Select(member => member.Key).Except(Root).FirstOrDefault() is { } extra ? $"root key {extra}"
            : device.Select(member => member.Key).Except(DeviceKeys).FirstOrDefault() is { } key ? $"device key {key}"
            : device["identifiers"] is not JsonArray { Count: > 0 } && device["connections"] is null ? "no identifiers"
            : device["via_device"] is { } via && via.GetValueKind() != JsonValueKind.String ? "via_device"
            : origin["name"] is null || origin.Any(member => member.Key is not ("name" or "sw_version" or "support_url")) ? "origin"
            : config["availability"] is JsonArray list && list.Any(item => !IsAvailability(item)) ? "availability"
            : components.Select(component => ComponentLosesAll(component.Key, component.Value as JsonObject)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Why one component is lost, or would warn in a newer version; null when all is well.</summary>
    public static string? ComponentProblem(JsonObject component)
    {
        var platform = (string)component["platform"]!;
        if (component.Count == 1)
        {
            return null;
        }

        return Platforms[platform].FirstOrDefault(key => component[key] is null) is { } missing ? $"without {missing}"
            : component["qos"] is { } qos && qos.GetValue<int>() is < 0 or > 2 ? "qos"
            : component["availability"] is JsonArray list && list.Any(item => !IsAvailability(item)) ? "availability"
            : component["availability_mode"] is { } mode && (string)mode! is not ("all" or "any" or "latest") ? "availability_mode"
            : component["icon"] is { } icon && !Icon().IsMatch((string)icon!) ? "icon"
            : component.Where(member => member.Key.EndsWith("_topic", StringComparison.Ordinal)).Any(member => !IsTopic(member)) ? "topic"
            : component["entity_category"] is { } category && !IsCategory(platform, (string)category!) ? "entity_category"
            : platform switch
            {
                "sensor" => Sensor(component),
                "binary_sensor" => component["device_class"] is { } known && !Known("binary_sensor", known) ? "device_class" : null,
                "event" => component["device_class"] is { } of && !Known("event", of) ? "device_class" : null,
                "image" => component["image_topic"] is null == component["url_topic"] is null ? "image_topic or url_topic" : null,
                "number" => Number(component),
                _ => null,
            };
    }

    private static string? ComponentLosesAll(string key, JsonObject? component) =>
        component?["platform"] is not { } platform || !Platforms.ContainsKey((string)platform!) ? $"{key} has no known platform"
            : component.Count > 1 && component["unique_id"] is null ? $"{key} has no unique_id" : null;

    private static string? Sensor(JsonObject sensor)
    {
        var type = (string?)sensor["device_class"];
        var unit = (string?)sensor["unit_of_measurement"];
        var units = Facts["sensor_units"]!.AsObject();
        return type is not null && type is not ("timestamp" or "date" or "enum") && units[type] is null ? "device_class"
            : type is not null && units[type] is JsonArray valid && !valid.Any(known => (string?)known == (unit ?? "")) ? "unit of the device_class"
            : type is "enum" or "timestamp" && (unit is not null || sensor["state_class"] is not null) ? "unit or state_class"
            : sensor["options"] is not null && type != "enum" ? "options"
            : sensor["state_class"] is { } state && (string)state! is not ("measurement" or "total" or "total_increasing") ? "state_class" : null;
    }

    private static string? Number(JsonObject number)
    {
        var (min, max, step) = ((double?)number["min"] ?? 1, (double?)number["max"] ?? 100, (double?)number["step"] ?? 1);
        return min >= max ? "min" : step < 0.001 ? "step" : null;
    }

    private static bool IsAvailability(JsonNode? item) =>
        item is JsonObject json && json["topic"] is not null && !json.Select(member => member.Key).Except(AvailabilityKeys).Any();

    private static bool IsTopic(KeyValuePair<string, JsonNode?> topic) => (string?)topic.Value is { Length: > 0 } text
        && (topic.Key != "command_topic" || !text.AsSpan().ContainsAny('+', '#'));

    private static bool IsCategory(string platform, string category) =>
        category == "diagnostic" || (category == "config" && platform is not ("sensor" or "binary_sensor"));

    private static bool Known(string platform, JsonNode type) => Facts[platform]!.AsArray().Any(known => (string?)known == (string?)type);

    private static JsonObject Facts { get; } = File.Exists(RepositoryRoot.Shared("data", "homeassistant", "device_classes.json"))
        ? JsonNode.Parse(File.ReadAllText(RepositoryRoot.Shared("data", "homeassistant", "device_classes.json")))!.AsObject()
        : [];

    [GeneratedRegex(@"\A[a-z0-9_-]+:[a-z0-9_-]+\z")]
    private static partial Regex Icon();
}
