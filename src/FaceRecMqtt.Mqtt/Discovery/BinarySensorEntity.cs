using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Something that is so or not; the template makes <c>ON</c> or <c>OFF</c> of every payload.</summary>
internal sealed record BinarySensorEntity(string Key, string Name, string StateTopic, string ValueTemplate, string DeviceClass)
    : Entity("binary_sensor", Key, Name)
{
    public string? AttributesTopic { get; init; }

    public string? AttributesTemplate { get; init; }

    protected override void Fill(JsonObject json)
    {
        json["state_topic"] = StateTopic;
        json["value_template"] = ValueTemplate;
        json["payload_on"] = "ON";
        json["payload_off"] = "OFF";
        json["device_class"] = DeviceClass;
        json.AddIfSet("json_attributes_topic", AttributesTopic);
        json.AddIfSet("json_attributes_template", AttributesTemplate);
    }
}
