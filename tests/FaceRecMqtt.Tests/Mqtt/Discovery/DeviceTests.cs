using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

public sealed class DeviceTests
{
    private const string OnlineTemplate = "{{ 'online' if value == 'online' else 'offline' }}";

    // Null gives no data, silently; of a binary sensor the word None does.
    private static readonly string[] NpuTemplates =
    [
        .. new[] { "architecture", "firmware", "temperature", "power_w", "latency_ms" }.Select(member => $"{{{{ value_json.npu.{member} if value_json.npu else none }}}}"),
        "{{ 'None' if not value_json.npu else 'ON' if value_json.npu.throttled else 'OFF' }}",
        "{{ value_json.step }}",
    ];

    private static readonly Dictionary<string, JsonObject> Configs = new Announcer().Configs("front_door", "yard-2");

    private static JsonObject Node => Configs["facerec_7f3a"];

    private static JsonObject Person => Configs["facerec_7f3a_person_anna-2"];

    private static JsonObject Camera => Configs["facerec_7f3a_camera_front_door"];

    private static IEnumerable<JsonObject> AllComponents => Configs.Values.SelectMany(RecordedCases.Components).Select(one => one.Component);

    [Fact]
    public void The_node_each_camera_and_each_person_are_one_device() => Assert.Equal(
        ["facerec_7f3a", "facerec_7f3a_camera_front_door", "facerec_7f3a_camera_yard-2", "facerec_7f3a_person_anna-2"], Configs.Keys);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Home_Assistant_takes_all_of_it(bool isNew)
    {
        var reader = new ConfigReader(isNew);
        reader.Take(Configs);
        reader.AssertGood();
        Assert.Equal(
            AllComponents.Select(component => (string?)component["unique_id"]).Order(StringComparer.Ordinal),
            reader.Core.Entities.Select(entity => entity.Entry.UniqueId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keys_and_templates_are_those_a_real_Home_Assistant_was_seen_to_take()
    {
        RecordedCases.SkipWhereAbsent();
        var recorded = RecordedCases.Configs("accepted.json").SelectMany(one => RecordedCases.Components(one.Config)).Select(one => one.Component)
            .Where(component => component["platform"] is not null).ToList();
        foreach (var component in AllComponents)
        {
            var same = recorded.Where(other => (string?)other["platform"] == (string?)component["platform"]).ToList();
            // Common to all platforms in Home Assistant; recorded for sensors only.
            string[] common = ["default_entity_id", "qos", "icon", "entity_category", "availability", "availability_mode", "json_attributes_topic", "json_attributes_template", "expire_after"];
            Assert.Empty(component.Select(member => member.Key).Except(same.SelectMany(other => other.Select(member => member.Key))).Except(common));
        }

        var templates = recorded.Select(component => (string?)component["value_template"]).OfType<string>().ToHashSet();
        string[] ownWords = ["{{ 'stranger' if value == 'unknown' else value }}", "{{ 'ON' if value == 'online' else 'OFF' }}", .. NpuTemplates];
        Assert.Empty(AllComponents.Select(component => (string?)component["value_template"]).OfType<string>().Distinct().Except(templates).Except(ownWords));
    }

    [Fact]
    public void Only_the_three_keys_that_every_version_knows_are_at_the_root() =>
        Assert.All(Configs.Values, config => Assert.Equal(["device", "origin", "components"], config.Select(member => member.Key)));

    [Fact]
    public void Cameras_hang_on_the_node_and_the_node_on_nothing()
    {
        Assert.Null(Node["device"]!["via_device"]);
        Assert.Equal("facerec_7f3a", (string?)Camera["device"]!["via_device"]);
        Assert.Equal("facerec_7f3a", (string?)Node["device"]!["identifiers"]![0]);
        Assert.Equal("facerec_7f3a", (string?)Person["device"]!["via_device"]);
        Assert.Equal(["Face recognition edge", "Front door", "Yard 2", "Änna"], Configs.Values.Select(config => (string?)config["device"]!["name"]));
        Assert.All(Configs.Values, config => Assert.Equal("FaceRecMqtt", (string?)config["origin"]!["name"]));
    }

    [Fact]
    public void Unique_ids_differ_between_nodes_and_cameras_of_the_same_names()
    {
        var ids = new[] { new Announcer("edge", "7f3a"), new Announcer("edge", "99bb"), new Announcer("attic", "0c0c") }
            .SelectMany(node => node.Configs("front_door", "front-door", "x", "x_min")).SelectMany(device => RecordedCases.Components(device.Value))
            .Select(one => ((string?)one.Component["platform"], (string?)one.Component["unique_id"])).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches(@"\Afacerec_(7f3a|99bb|0c0c)_[a-z0-9_-]+\z", id.Item2));
    }

    [Fact]
    public void Unique_ids_do_not_depend_on_names_that_people_change()
    {
        static IEnumerable<string?> Ids(Announcer node) =>
            node.Configs("front").SelectMany(device => RecordedCases.Components(device.Value)).Select(one => (string?)one.Component["unique_id"]);
        Assert.Equal(Ids(new Announcer("edge")), Ids(new Announcer("cellar")));
    }

    [Fact]
    public void Each_component_proposes_an_entity_id_and_asks_for_QoS_1_itself() => Assert.All(AllComponents, component =>
    {
        Assert.Matches(@"\A" + (string?)component["platform"] + @"\.[a-z0-9_]+\z", (string?)component["default_entity_id"]);
        Assert.Null(component["object_id"]);
        Assert.Equal(1, (int?)component["qos"]);
        Assert.NotEqual(true, (bool?)component["retain"]);
        Assert.False(string.IsNullOrEmpty((string?)component["name"]));
    });

    [Fact]
    public void Names_do_not_repeat_the_device() => Assert.All(
        Configs.Values,
        config => Assert.All(
            RecordedCases.Components(config),
            one => Assert.DoesNotContain((string)config["device"]!["name"]!, (string)one.Component["name"]!, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void A_camera_has_the_entities_its_topics_allow() => Assert.Equal(
        ["enabled", "event", "faces", "identity", "learn", "min_similarity", "occupancy", "online", "pre_norm", "similarity", "snapshot", "snapshot_time"],
        Camera["components"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void The_node_has_the_entities_its_topics_allow() => Assert.Equal(
        ["active_backend", "backend", "connection", "enroll", "enroll_name", "enroll_notify", "enroll_step", "latency", "npu", "npu_firmware", "npu_latency", "npu_power",
            "npu_temperature", "npu_throttled", "policy", "problem", "restart"],
        Node["components"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void A_person_has_presence_and_when_and_where_they_were_seen_last() => Assert.Equal(
        ["last_camera", "last_seen", "presence"], Person["components"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("identity", true)]
    [InlineData("similarity", true)]
    [InlineData("pre_norm", true)]
    [InlineData("faces", true)]
    [InlineData("event", true)]
    [InlineData("occupancy", true)]
    [InlineData("snapshot", true)]
    [InlineData("snapshot_time", true)]
    [InlineData("learn", true)]
    [InlineData("online", false)]
    [InlineData("enabled", false)]
    [InlineData("min_similarity", false)]
    public void Entities_of_a_camera_need_the_node_and_most_need_the_camera(string key, bool needsCamera)
    {
        var component = Camera["components"]![key]!;
        string[] topics = needsCamera ? ["facerec/edge/state", "facerec/edge/camera/front_door/state"] : ["facerec/edge/state"];
        Assert.Equal(topics, component["availability"]!.AsArray().Select(item => (string)item!["topic"]!));
        Assert.All(component["availability"]!.AsArray(), item => Assert.Equal(OnlineTemplate, (string?)item!["value_template"]));
        Assert.Equal("all", (string?)component["availability_mode"]);
    }

    [Fact]
    public void The_nodes_connection_is_always_available_and_says_whether_it_is_online()
    {
        var connection = Node["components"]!["connection"]!;
        Assert.Null(connection["availability"]);
        Assert.Equal(("facerec/edge/state", "connectivity"), ((string?)connection["state_topic"], (string?)connection["device_class"]));
    }

    [Fact]
    public void The_word_unknown_is_shown_as_stranger() =>
        Assert.Equal("{{ 'stranger' if value == 'unknown' else value }}", (string?)Camera["components"]!["identity"]!["value_template"]);

    [Fact]
    public void Event_types_are_those_of_the_contract() => Assert.Equal(
        ["recognized", "unknown", "changed", "left"], Camera["components"]!["event"]!["event_types"]!.AsArray().Select(type => (string)type!));

    [Fact]
    public void Topics_are_those_that_are_published_and_obeyed()
    {
        Assert.Equal(
            ["backend", "camera/front_door/event", "camera/front_door/face", "camera/front_door/faces", "camera/front_door/identity", "camera/front_door/pre_norm",
                "camera/front_door/set/enabled", "camera/front_door/set/min_similarity", "camera/front_door/settings", "camera/front_door/similarity",
                "camera/front_door/snapshot", "camera/front_door/state", "command/backend", "command/backend/policy", "command/enroll", "command/learn", "command/restart",
                "enroll/state", "health", "person/anna-2/state", "set/enroll_name", "settings", "state"],
            new[] { Node, Camera, Person }.SelectMany(RecordedCases.Components).SelectMany(one => one.Component)
                .Where(member => member.Key.EndsWith("_topic", StringComparison.Ordinal)).Select(member => ((string)member.Value!).Replace("facerec/edge/", "", StringComparison.Ordinal))
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Templates_read_only_keys_that_are_published()
    {
        string[] published = ["active", "status", "problems", "latency_ms", "npu", "enabled", "min_similarity", "capture_ts", "policy", "enroll_name", "step", "present",
            "last_seen", "camera"];
        var read = AllComponents.SelectMany(component => component).Where(member => member.Key.EndsWith("_template", StringComparison.Ordinal))
            .SelectMany(member => Regex.Matches((string)member.Value!, @"value_json\.(\w+)").Select(match => match.Groups[1].Value)).Distinct();
        Assert.Empty(read.Except(published));
    }

    [Theory]
    [InlineData("npu_temperature", "temperature", "°C")]
    [InlineData("npu_power", "power", "W")]
    [InlineData("npu_latency", "duration", "ms")]
    public void Numbers_of_the_NPU_have_a_class_and_a_unit_that_belong_together(string key, string type, string unit)
    {
        var sensor = Node["components"]![key]!;
        Assert.Equal((type, unit, "measurement", "diagnostic"), (
            (string?)sensor["device_class"], (string?)sensor["unit_of_measurement"], (string?)sensor["state_class"], (string?)sensor["entity_category"]));
    }

    [Fact]
    public void Without_an_NPU_what_is_said_of_it_is_taken_away_and_with_one_it_comes_back()
    {
        var node = new Announcer();
        JsonObject Said(params string[] backends) => JsonNode.Parse(node.Say(backends).Single().Payload.Span)!["components"]!.AsObject();
        bool[] full = [.. new[] { Said("cpu"), Said("cpu", "hailo"), Said("cpu") }.Select(all => all["npu_temperature"]!.AsObject().Count > 1)];
        Assert.Equal([false, true, false], full);
    }

    [Fact]
    public void The_same_description_makes_the_same_bytes() => Assert.Equal(
        new Announcer().Say(["cpu"], Announcer.Cameras("a", "b")).Select(message => Convert.ToHexString(message.Payload.Span)),
        new Announcer().Say(["cpu"], Announcer.Cameras("a", "b")).Select(message => Convert.ToHexString(message.Payload.Span)));

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public void Whatever_may_exist_from_earlier_and_shall_not_is_reduced_to_its_platform(bool snapshots, int backends)
    {
        var node = new Announcer();
        var said = node.Say(["cpu", "hailo"], new CameraDescription("front", !snapshots)).Concat(
            node.Say([.. new[] { "cpu", "hailo" }.Take(backends)], new CameraDescription("front", snapshots))).ToList();
        foreach (var topic in said.GroupBy(message => message.Topic))
        {
            var all = topic.Select(message => JsonNode.Parse(message.Payload.Span)!["components"]!.AsObject()).ToList();
            // A component left out is not removed by Home Assistant: every later configuration must still name it.
            Assert.Empty(all[0].Select(member => member.Key).Except(all[^1].Select(member => member.Key)));
            Assert.All(all[^1].Where(member => member.Value!.AsObject().Count == 1), gone => Assert.Contains(
                (gone.Key, (string?)gone.Value!["platform"]),
                ((string, string?)[])[("snapshot", "image"), ("snapshot_time", "sensor"), ("backend", "select"), ("npu", "sensor"), ("npu_firmware", "sensor"),
                    ("npu_temperature", "sensor"), ("npu_power", "sensor"), ("npu_latency", "sensor"), ("npu_throttled", "binary_sensor")]));
        }
    }

    [Theory]
    [InlineData("backend", "backend")]
    [InlineData("backend/policy", "policy")]
    [InlineData("enroll", "enroll enroll_notify")]
    [InlineData("camera", "enabled min_similarity")]
    [InlineData("restart", "restart")]
    [InlineData("learn", "learn")]
    public void What_may_not_be_commanded_is_not_offered_and_taken_away(string command, string keys)
    {
        var configs = new Announcer(offers: name => name != command).Configs("front");
        var missing = configs.Values.SelectMany(RecordedCases.Components).Where(one => one.Component.Count == 1).Select(one => one.Key);
        Assert.Equal(keys, string.Join(' ', missing.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_name_as_long_as_the_gallery_takes_can_be_typed() =>
        Assert.Equal(PersonName.MaxLength, (int?)Node["components"]!["enroll_name"]!["max"]);

    [Fact]
    public void What_a_button_or_a_notification_sends_is_what_the_command_takes()
    {
        Assert.Equal(("facerec/edge/command/enroll", "{}"), Sent(Node, "enroll"));
        Assert.Equal(("facerec/edge/command/restart", "{}"), Sent(Node, "restart"));
        Assert.Equal(("facerec/edge/command/learn", "front_door"), Sent(Camera, "learn"));
        Assert.Equal(("facerec/edge/command/enroll", null), Sent(Node, "enroll_notify"));

        static (string?, string?) Sent(JsonObject device, string key) =>
            ((string?)device["components"]![key]!["command_topic"], (string?)device["components"]![key]!["payload_press"]);
    }

    [Fact]
    public void What_is_said_again_and_again_expires_when_it_is_not() => Assert.Equal(
        ["latency", "npu_latency", "npu_power", "npu_temperature"],
        RecordedCases.Components(Node).Where(one => (int?)one.Component["expire_after"] == 120).Select(one => one.Key).Order(StringComparer.Ordinal));
}
