using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A text, a number or a time to look at.</summary>
internal sealed record SensorEntity(string Key, string Name, string StateTopic) : Entity("sensor", Key, Name)
{
    public string? ValueTemplate { get; init; }

    public string? DeviceClass { get; init; }

    public string? Unit { get; init; }

    /// <summary>Whether it is a number worth a chart.</summary>
    public bool Measurement { get; init; }

    public int? Decimals { get; init; }

    /// <summary>How long a value holds without a new message, for what is said again and again; null for ever.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>Topic of a JSON object whose members are shown as attributes.</summary>
    public string? AttributesTopic { get; init; }

    /// <summary>Makes that object of what the topic carries; null where it is one.</summary>
    public string? AttributesTemplate { get; init; }

    protected override void Fill(JsonObject json)
    {
        json["state_topic"] = StateTopic;
        json.AddIfSet("value_template", ValueTemplate);
        json.AddIfSet("device_class", DeviceClass);
        json.AddIfSet("unit_of_measurement", Unit);
        json.AddIfSet("state_class", Measurement ? "measurement" : null);
        json.AddIfSet("json_attributes_topic", AttributesTopic);
        json.AddIfSet("json_attributes_template", AttributesTemplate);
        if (ExpireAfter is { } patience)
        {
            json["expire_after"] = (int)patience.TotalSeconds;
        }

        if (Decimals is { } decimals)
        {
            json["suggested_display_precision"] = decimals;
        }
    }
}
