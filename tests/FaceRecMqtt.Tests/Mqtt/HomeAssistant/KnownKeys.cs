namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Keys of a component by platform; all others are dropped without a word.</summary>
internal static class KnownKeys
{
    private const string Common =
        "platform unique_id name device origin availability availability_mode availability_topic availability_template payload_available payload_not_available "
        + "enabled_by_default entity_category entity_picture icon json_attributes_topic json_attributes_template qos encoding default_entity_id";

    // Required ones first, up to the bar.
    private static readonly Dictionary<string, string> Platforms = new()
    {
        ["sensor"] = "state_topic | device_class expire_after force_update last_reset_value_template options suggested_display_precision state_class unit_of_measurement value_template",
        ["binary_sensor"] = "state_topic | device_class expire_after force_update off_delay payload_off payload_on value_template",
        ["event"] = "state_topic event_types | device_class value_template",
        ["image"] = "| content_type image_encoding image_topic url_topic url_template",
        ["switch"] = "command_topic | command_template device_class optimistic payload_off payload_on retain state_off state_on state_topic value_template",
        ["number"] = "command_topic | command_template device_class max min mode optimistic payload_reset retain state_topic step unit_of_measurement value_template",
        ["select"] = "command_topic options | command_template optimistic retain state_topic value_template",
        ["text"] = "command_topic | command_template max min mode pattern retain state_topic value_template",
        ["button"] = "command_topic | command_template device_class payload_press retain",
        ["notify"] = "command_topic | command_template retain",
        ["device_automation"] = "automation_type topic type subtype | payload value_template",
    };

    public static IEnumerable<string> Required(string platform) =>
        Platforms.TryGetValue(platform, out var keys) ? keys.Split('|')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    public static IEnumerable<string> Dropped(string platform, IEnumerable<string> keys) => Platforms.TryGetValue(platform, out var known)
        ? keys.Except($"{Common} {known}".Split((char[])[' ', '|'], StringSplitOptions.RemoveEmptyEntries))
        : [];
}
