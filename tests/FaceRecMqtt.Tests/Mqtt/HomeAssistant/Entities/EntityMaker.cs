namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>The class of each platform.</summary>
internal static class EntityMaker
{
    public static MqttEntity Make(HomeAssistantCore core, Component component, RegistryEntry entry) => component.Platform switch
    {
        "sensor" => new MqttSensor(core, component, entry),
        "binary_sensor" => new MqttBinarySensor(core, component, entry),
        "event" => new MqttEvent(core, component, entry),
        "image" => new MqttImage(core, component, entry),
        "switch" => new MqttSwitch(core, component, entry),
        "number" => new MqttNumber(core, component, entry),
        "select" => new MqttSelect(core, component, entry),
        "text" => new MqttText(core, component, entry),
        "button" or "notify" => new MqttPress(core, component, entry),
        _ => throw new NotSupportedException($"The stand-in knows no {component.Platform}."),
    };
}
