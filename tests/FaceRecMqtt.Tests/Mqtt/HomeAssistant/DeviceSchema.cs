using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>What costs a device's whole configuration.</summary>
internal static class DeviceSchema
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

    private static readonly string[] OriginKeys = ["name", "sw_version", "support_url"];

    /// <exception cref="SchemaError">It is refused.</exception>
    public static void Check(JsonObject config)
    {
        Known(config, Root, "data");
        Required(config, "device", "data");
        Required(config, "origin", "data");
        Required(config, "components", "data");
        CheckDevice(config["device"]!.AsObject());
        Required(config["origin"]!.AsObject(), "name", "data['origin']");
        Known(config["origin"]!.AsObject(), OriginKeys, "data['origin']");
        Availability.Check(config, "data");
        OneOf(config["qos"], [0, 1, 2], "data['qos']");
        foreach (var (key, component) in config["components"]!.AsObject())
        {
            CheckComponent(component!.AsObject(), $"data['components']['{key}']");
        }
    }

    /// <summary>Checks a device's description.</summary>
    public static void CheckDevice(JsonObject device)
    {
        if (device["identifiers"] is not JsonArray { Count: > 0 } && device["connections"] is null)
        {
            throw new SchemaError("Device must have at least one identifying value in 'identifiers' and/or 'connections' for dictionary value @ data['device']");
        }

        Known(device, DeviceKeys, "data['device']");
        if (device["via_device"] is { } via && via.GetValueKind() != JsonValueKind.String)
        {
            throw new SchemaError("value should be a string for dictionary value @ data['device']['via_device']");
        }

        if ((string?)device["configuration_url"] is { } url && !url.StartsWith("http", StringComparison.Ordinal) && !url.StartsWith("homeassistant://", StringComparison.Ordinal))
        {
            throw new SchemaError("invalid url for dictionary value @ data['device']['configuration_url']");
        }
    }

    /// <summary>A key that must be there.</summary>
    public static void Required(JsonObject json, string key, string where)
    {
        if (json[key] is null)
        {
            throw new SchemaError($"required key not provided @ {where}['{key}']");
        }
    }

    /// <summary>No keys but these.</summary>
    public static void Known(JsonObject json, string[] keys, string where)
    {
        if (json.Select(member => member.Key).Except(keys).FirstOrDefault() is { } extra)
        {
            throw new SchemaError($"extra keys not allowed @ {where}['{extra}']");
        }
    }

    /// <summary>A number out of a few.</summary>
    public static void OneOf(JsonNode? value, int[] allowed, string where)
    {
        if (value is not null && !allowed.Contains(value.GetValue<int>()))
        {
            throw new SchemaError($"value must be one of [{string.Join(", ", allowed)}] for dictionary value @ {where}");
        }
    }

    private static void CheckComponent(JsonObject component, string where)
    {
        Required(component, "platform", where);
        var platform = (string)component["platform"]!;
        if (!Facts.Platforms.Contains(platform))
        {
            throw new SchemaError($"value must be one of {Slug.Listed(Facts.Platforms)} for dictionary value @ {where}['platform']");
        }

        if (component.Count > 1 && platform is not ("device_automation" or "tag"))
        {
            Required(component, "unique_id", where);
        }
    }
}
