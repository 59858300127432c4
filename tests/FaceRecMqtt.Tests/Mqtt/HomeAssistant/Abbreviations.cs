using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Short forms of keys.</summary>
internal static class Abbreviations
{
    private static readonly Dictionary<string, string> Root = Table("dev device o origin cmps components");

    private static readonly Dictionary<string, string> Device = Table(
        "ids identifiers cns connections name name mf manufacturer mdl model mdl_id model_id hw hw_version sw sw_version sn serial_number sa suggested_area cu configuration_url");

    private static readonly Dictionary<string, string> Origin = Table("name name sw sw_version url support_url");

    private static readonly Dictionary<string, string> Keys = Table(
        """
        avty availability avty_mode availability_mode avty_t availability_topic avty_tpl availability_template t topic pl_avail payload_available
        pl_not_avail payload_not_available stat_t state_topic cmd_t command_topic val_tpl value_template cmd_tpl command_template p platform
        uniq_id unique_id obj_id object_id def_ent_id default_entity_id json_attr_t json_attributes_topic json_attr_tpl json_attributes_template
        dev_cla device_class stat_cla state_class unit_of_meas unit_of_measurement sug_dsp_prc suggested_display_precision exp_aft expire_after
        frc_upd force_update off_dly off_delay pl_on payload_on pl_off payload_off stat_on state_on stat_off state_off ops options opt optimistic
        ret retain ent_cat entity_category en enabled_by_default ic icon ent_pic entity_picture evt_typ event_types img_t image_topic
        img_e image_encoding url_t url_topic url_tpl url_template cont_type content_type pl payload pl_prs payload_press atype automation_type
        stype subtype e encoding migr_discvry migrate_discovery
        """);

    /// <summary>Writes out a device's configuration.</summary>
    public static void ExpandDevice(JsonObject config)
    {
        Expand(config, Root);
        Expand(config, Keys);
        ExpandParts(config);
        foreach (var (_, component) in config["components"] as JsonObject ?? [])
        {
            ExpandComponent(component as JsonObject);
        }
    }

    /// <summary>Writes out one component's configuration, also the topics that begin or end with the common part.</summary>
    public static void ExpandComponent(JsonObject? component)
    {
        if (component is null)
        {
            return;
        }

        Expand(component, Root);
        Expand(component, Keys);
        ExpandParts(component);
        if ((string?)component["~"] is { } common)
        {
            component.Remove("~");
            foreach (var (key, value) in component.ToList().Where(member => member.Key.EndsWith("topic", StringComparison.Ordinal)))
            {
                var topic = (string)value!;
                component[key] = topic.StartsWith('~') ? common + topic[1..] : topic.EndsWith('~') ? topic[..^1] + common : topic;
            }
        }
    }

    private static void ExpandParts(JsonObject config)
    {
        Expand(config["device"] as JsonObject, Device);
        Expand(config["origin"] as JsonObject, Origin);
        foreach (var item in config["availability"] as JsonArray ?? [])
        {
            Expand(item as JsonObject, Keys);
        }
    }

    private static void Expand(JsonObject? json, Dictionary<string, string> table)
    {
        foreach (var (key, value) in json?.ToList() ?? [])
        {
            if (table.TryGetValue(key, out var name) && name != key)
            {
                json!.Remove(key);
                json[name] = value;
            }
        }
    }

    private static Dictionary<string, string> Table(string pairs) =>
        pairs.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
}
