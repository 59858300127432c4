using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>What costs one component.</summary>
/// <param name="isNew">Whether the rules of the versions from 2026 on hold; else those of the recorded one, 2025.1.</param>
internal sealed partial class ComponentSchema(bool isNew)
{
    private static readonly string[] StateClasses = ["measurement", "total", "total_increasing"];

    private static readonly Dictionary<string, string> ClassNames = new()
    {
        ["sensor"] = "SensorDeviceClass",
        ["binary_sensor"] = "BinarySensorDeviceClass",
        ["event"] = "EventDeviceClass",
        ["button"] = "ButtonDeviceClass",
        ["switch"] = "SwitchDeviceClass",
    };

    /// <exception cref="SchemaError">It is refused.</exception>
    public void Check(string platform, JsonObject config)
    {
        foreach (var key in KnownKeys.Required(platform))
        {
            DeviceSchema.Required(config, key, "data");
        }

        Common(platform, config);
        switch (platform)
        {
            case "sensor":
                Sensor(config);
                break;
            case "number":
                Number(config);
                break;
            case "text":
                Text(config);
                break;
            case "image":
                Image(config);
                break;
        }
    }

    private static void Common(string platform, JsonObject config)
    {
        Availability.Check(config, "data");
        DeviceSchema.OneOf(config["qos"], [0, 1, 2], "data['qos']");
        CheckClass(platform, (string?)config["device_class"]);
        foreach (var (key, value) in config)
        {
            if (key.EndsWith("_template", StringComparison.Ordinal))
            {
                CheckTemplate(key, (string)value!);
            }
            else if (key == "command_topic" && ((string)value!).AsSpan().ContainsAny("+#"))
            {
                throw new SchemaError($"Wildcards cannot be used in topic names for dictionary value @ data['{key}']");
            }
            else if (key is "expire_after" or "off_delay" && value!.GetValueKind() != JsonValueKind.Number)
            {
                throw new SchemaError($"expected int for dictionary value @ data['{key}']");
            }
        }

        if ((string?)config["icon"] is { } icon && !Icon().IsMatch(icon))
        {
            throw new SchemaError("Icons should be specified in the form \"prefix:name\" for dictionary value @ data['icon']");
        }

        if ((string?)config["entity_picture"] is { } picture && !IsUrl(picture))
        {
            throw new SchemaError("invalid url for dictionary value @ data['entity_picture']");
        }
    }

    /// <summary>Whether a text is an address.</summary>
    public static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static void CheckClass(string platform, string? type)
    {
        if (type is not null && ClassNames.TryGetValue(platform, out var name) && Facts.ClassesOf(platform) is { } classes && !classes.Contains(type))
        {
            throw new SchemaError($"expected {name} or one of {string.Join(", ", classes.Select(one => $"'{one}'"))} for dictionary value @ data['device_class']");
        }
    }

    private static void CheckTemplate(string key, string template)
    {
        try
        {
            Template.Parse(template);
        }
        catch (TemplateError error)
        {
            throw new SchemaError($"invalid template ({error.Message}) for dictionary value @ data['{key}']");
        }
    }

    private void Sensor(JsonObject sensor)
    {
        var (type, unit, state) = ((string?)sensor["device_class"], (string?)sensor["unit_of_measurement"], (string?)sensor["state_class"]);
        if (state is not null && !StateClasses.Contains(state))
        {
            throw new SchemaError($"expected SensorStateClass or one of {string.Join(", ", StateClasses.Select(one => $"'{one}'"))} for dictionary value @ data['state_class']");
        }

        if (sensor["options"] is not null && type != "enum")
        {
            throw new SchemaError($"The option `options` must be used together with device class `enum`, got `device_class` '{type ?? "None"}'");
        }

        if (sensor["options"] is not null && (unit is not null || state is not null))
        {
            throw new SchemaError("Specifying `options` is not allowed together with the `state_class` or `unit_of_measurement` option");
        }

        if (isNew && type is not null && (unit is not null || type is not ("timestamp" or "date" or "enum")) && !Facts.IsUnitOf(type, unit))
        {
            throw new SchemaError($"The unit of measurement `{unit}` is not valid together with device class `{type}`");
        }
    }

    private static void Number(JsonObject number)
    {
        if ((double?)number["step"] < 0.001)
        {
            throw new SchemaError("value must be at least 0.001 for dictionary value @ data['step']");
        }

        if (((double?)number["min"] ?? 1) >= ((double?)number["max"] ?? 100))
        {
            throw new SchemaError("'max' must be > 'min'");
        }
    }

    private static void Text(JsonObject text)
    {
        var (min, max) = ((int?)text["min"] ?? 0, (int?)text["max"] ?? 255);
        try
        {
            _ = new Regex((string?)text["pattern"] ?? "", RegexOptions.None, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            throw new SchemaError($"value {(string?)text["pattern"]} is not a valid regular expression for dictionary value @ data['pattern']");
        }

        if (min > max)
        {
            throw new SchemaError("text length min must be <= max");
        }

        if (max > 255)
        {
            throw new SchemaError("max text length must be <= 255");
        }
    }

    private static void Image(JsonObject image)
    {
        var (bytes, url) = (image["image_topic"] is not null, image["url_topic"] is not null);
        if (bytes == url)
        {
            throw new SchemaError(bytes
                ? "two or more values in the same group of exclusion 'image_topic' @ data[<image_topic>]"
                : "Expected one of [`image_topic`, `url_topic`], got none");
        }

        if (url && image["content_type"] is not null)
        {
            throw new SchemaError("Option `content_type` can not be used together with `url_topic`");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9_-]+:[a-z0-9_-]+\z")]
    private static partial Regex Icon();
}
