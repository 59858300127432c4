using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Tests.Mqtt.Topics;

public sealed class NodeTopicsTests
{
    private static readonly NodeTopics Edge = new("facerec", "edge");

    [Fact]
    public void Topics_of_the_node_are_those_of_the_contract() => Assert.Equal(
        ["facerec/edge/state", "facerec/edge/info", "facerec/edge/backend", "facerec/edge/health", "facerec/edge/log",
            "facerec/edge/command/people/list", "facerec/edge/response/people/list"],
        [Edge.State, Edge.Info, Edge.Backend, Edge.Health, Edge.Log, Edge.Command("people/list"), Edge.Response("people/list")]);

    [Theory]
    [InlineData("facerec/edge/set/enroll_name", "enroll_name")]
    [InlineData("facerec/edge/set/", "")]
    [InlineData("facerec/edge/set/enroll_name/x", null)]
    [InlineData("facerec/edge/settings", null)]
    [InlineData("facerec/other/set/enroll_name", null)]
    public void Key_of_a_setting_of_the_node_is_read_from_its_topic(string topic, string? key)
    {
        Assert.Equal(key, Edge.NodeSettingIn(topic));
        Assert.Equal("facerec/edge/set/enroll_name", Edge.Set("enroll_name"));
    }

    [Fact]
    public void Topics_of_a_camera_are_those_of_the_contract()
    {
        var camera = Edge.Camera("front_door");
        Assert.Equal(
            ["state", "identity", "similarity", "pre_norm", "faces", "present", "face", "event", "snapshot", "stats", "settings", "set/enabled"],
            new[]
            {
                camera.State, camera.Identity, camera.Similarity, camera.PreNorm, camera.Faces, camera.Present, camera.Face, camera.Event,
                camera.Snapshot, camera.Stats, camera.Settings, camera.Set("enabled"),
            }.Select(topic => topic.Replace("facerec/edge/camera/front_door/", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Filters_cover_what_they_are_for_and_no_other_node() => Assert.Equal(
        ["facerec/edge/command/#", "facerec/edge/camera/+/set/+", "facerec/edge/camera/+/+"], [Edge.Commands, Edge.CameraSettings, Edge.AllCameras]);

    [Theory]
    [InlineData("facerec/edge/command/ping", "ping")]
    [InlineData("facerec/edge/command/people/list", "people/list")]
    [InlineData("facerec/edge/command/enroll/Zoë", "enroll/Zoë")]
    [InlineData("facerec/edge/command", null)]
    [InlineData("facerec/edge2/command/ping", null)]
    [InlineData("facerec/edge/Command/ping", null)]
    [InlineData("x/facerec/edge/command/ping", null)]
    public void A_command_is_found_in_its_topic_only(string topic, string? command) => Assert.Equal(command, Edge.CommandIn(topic));

    [Theory]
    [InlineData("facerec/edge/camera/front/set/enabled", "front", "enabled")]
    [InlineData("facerec/edge/camera/front/set/enabled/x", null, null)]
    [InlineData("facerec/edge/camera/front/settings", null, null)]
    [InlineData("facerec/edge/camera/front/get/enabled", null, null)]
    [InlineData("facerec/other/camera/front/set/enabled", null, null)]
    public void A_setting_is_found_in_its_topic_only(string topic, string? camera, string? key) =>
        Assert.Equal(camera is null ? null : (camera, key!), Edge.SettingIn(topic));

    [Fact]
    public void A_base_of_several_levels_is_kept() => Assert.Equal("home/cellar/facerec/edge/state", new NodeTopics("home/cellar/facerec", "edge").State);

    [Theory]
    [InlineData("")]
    [InlineData("a/+")]
    [InlineData("#")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("$SYS")]
    [InlineData("a\0b")]
    public void A_base_that_is_no_topic_is_refused(string baseTopic) =>
        Assert.Contains("base topic", Assert.Throws<ArgumentException>(() => new NodeTopics(baseTopic, "edge")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("Edge")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("+")]
    [InlineData("#")]
    [InlineData("zoë")]
    [InlineData("edge\n")]
    [InlineData("a.b")]
    public void A_name_with_other_characters_is_refused_for_nodes_and_cameras(string name)
    {
        Assert.False(TopicName.IsValid(name));
        Assert.Contains("lower-case", Assert.Throws<ArgumentException>(() => new NodeTopics("facerec", name)).Message, StringComparison.Ordinal);
        Assert.Contains("lower-case", Assert.Throws<ArgumentException>(() => Edge.Camera(name)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edge")]
    [InlineData("front_door-2")]
    [InlineData("-")]
    [InlineData("0")]
    public void Lower_case_letters_digits_and_both_dashes_make_a_name(string name) => Assert.True(TopicName.IsValid(name));
}
