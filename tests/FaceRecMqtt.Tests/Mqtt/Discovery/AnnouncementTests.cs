using System.Text;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

public sealed class AnnouncementTests
{
    private readonly Announcer _node = new();

    [Fact]
    public void The_node_is_published_before_its_cameras_retained()
    {
        var said = _node.Say(["cpu"], Announcer.Cameras("a", "b"));
        Assert.Equal(
            ["homeassistant/device/facerec_7f3a/config", "homeassistant/device/facerec_7f3a_camera_a/config", "homeassistant/device/facerec_7f3a_camera_b/config"],
            said.Select(message => message.Topic));
        Assert.All(said, message => Assert.True(message.Retain));
    }

    [Fact]
    public void Only_what_changed_is_published_again()
    {
        _node.Say(["cpu"], Announcer.Cameras("a", "b"));
        Assert.Empty(_node.Say(["cpu"], Announcer.Cameras("a", "b")));
        Assert.Equal(["homeassistant/device/facerec_7f3a/config"], _node.Say(["cpu", "hailo"], Announcer.Cameras("a", "b")).Select(message => message.Topic));
        Assert.Equal(["homeassistant/device/facerec_7f3a_camera_c/config"], _node.Say(["cpu", "hailo"], Announcer.Cameras("a", "b", "c")).Select(message => message.Topic));
    }

    [Fact]
    public void A_device_is_never_published_twice_within_two_seconds()
    {
        _node.Devices.Describe(["cpu"], []);
        Assert.Single(_node.Outbox.Drain());
        for (var change = 1; change <= 20; change++)
        {
            _node.Devices.Describe(["cpu", $"b{change}"], []);
            _node.Outbox.ResendAll();
            Assert.Empty(_node.Outbox.Drain());
            _node.Time.Advance(TimeSpan.FromMilliseconds(99));
        }

        Assert.Empty(_node.Outbox.Drain());
        _node.Time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Contains("b20", Assert.Single(_node.Outbox.Drain()).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_removed_and_made_again_within_two_seconds_is_published_once_after_them()
    {
        _node.Say([], Announcer.Cameras("a"));
        _node.Devices.Describe(["cpu"], Announcer.Cameras("a"));
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        _node.Outbox.Drain();
        _node.Devices.Describe(["cpu"], []);
        _node.Devices.Describe(["cpu"], Announcer.Cameras("a"));
        var now = _node.Outbox.Drain().Where(message => message.Topic.EndsWith("/config", StringComparison.Ordinal)).ToList();
        Assert.All(now, message => Assert.False(message.Payload.IsEmpty));
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.InRange(now.Count + _node.Outbox.Drain().Count, 1, 1);
    }

    [Fact]
    public void A_camera_that_is_back_before_it_was_gone_keeps_what_its_entities_read()
    {
        _node.Say(["cpu"], Announcer.Cameras("a"));
        new CameraPublisher(_node.Topics, "a", _node.Outbox).InView(0, []);
        _node.Outbox.Drain();
        _node.Devices.Describe(["cpu"], []);
        var now = _node.Outbox.Drain();
        _node.Devices.Describe(["cpu"], Announcer.Cameras("a"));
        for (var second = 0; second < 30; second++)
        {
            _node.Time.Advance(TimeSpan.FromSeconds(1));
            now.AddRange(_node.Outbox.Drain());
        }

        Assert.DoesNotContain(now, message => message.Payload.IsEmpty && !message.Topic.EndsWith("/config", StringComparison.Ordinal));
        Assert.False(now[^1].Payload.IsEmpty);
        Assert.Equal(0, _node.Outbox.Counts.States);
    }

    [Fact]
    public void A_device_that_the_broker_does_not_let_go_holds_its_values_back_for_ten_seconds_only()
    {
        _node.Say(["cpu"], Announcer.Cameras("a"));
        _node.Devices.Describe(["cpu"], []);
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        // Taken and never acknowledged, as the sender does with what is refused.
        Assert.Single(_node.Outbox.TakeNow(16));
        _node.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(_node.Outbox.Drain());
        _node.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(9, _node.Outbox.Drain().Count);
    }

    [Fact]
    public void The_spacing_does_not_follow_the_wall_clock()
    {
        var outbox = new Outbox(10, new SetBackClock(_node.Time));
        var devices = new HomeAssistantDevices(_node.Options, _node.Topics, outbox, _ => true);
        devices.Describe(["cpu"], []);
        outbox.Drain();
        devices.Describe(["hailo"], []);
        Assert.Empty(outbox.Drain());
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(outbox.Drain());
    }

    [Fact]
    public void A_camera_that_is_gone_is_cleared_with_all_it_retained_and_the_node_stays()
    {
        _node.Say(["cpu"], Announcer.Cameras("a", "b"));
        var camera = new CameraPublisher(_node.Topics, "a", _node.Outbox);
        camera.State(CameraState.Online);
        camera.InView(0, []);
        camera.Snapshot(new byte[] { 1 }, retain: true);
        _node.Outbox.Drain();
        var said = _node.Say(["cpu"], Announcer.Cameras("b"));
        // The device first: its entities would take emptied topics for faults.
        Assert.Equal("homeassistant/device/facerec_7f3a_camera_a/config", Assert.Single(said).Topic);
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        said.AddRange(_node.Outbox.Drain());
        Assert.All(said, message => Assert.True(message.Payload.IsEmpty && message.Retain));
        Assert.Equal(
            ["facerec/edge/camera/a/face", "facerec/edge/camera/a/faces", "facerec/edge/camera/a/identity", "facerec/edge/camera/a/pre_norm", "facerec/edge/camera/a/present",
                "facerec/edge/camera/a/settings", "facerec/edge/camera/a/similarity", "facerec/edge/camera/a/snapshot", "facerec/edge/camera/a/state",
                "homeassistant/device/facerec_7f3a_camera_a/config"],
            said.Select(message => message.Topic).Order(StringComparer.Ordinal));
        _node.Outbox.ResendAll();
        _node.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.DoesNotContain(_node.Outbox.Drain(), message => message.Payload.IsEmpty);
    }

    [Fact]
    public void With_discovery_off_nothing_is_announced_and_gone_cameras_are_still_cleared()
    {
        var node = new Announcer(prefix: null);
        Assert.Empty(node.Say(["cpu"], Announcer.Cameras("a")));
        Assert.All(node.Say(["cpu"]), message => Assert.StartsWith("facerec/edge/camera/a/", message.Topic, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("facerec_7f3a", null, true)]
    [InlineData("facerec_7f3a_camera_gone", "facerec_7f3a", true)]
    [InlineData("facerec_7f3a_camera_gone", "facerec_99bb", false)]
    [InlineData("facerec_7f3a_2", null, false)]
    [InlineData("facerec_7f3a_2_camera_a", "facerec_7f3a_2", false)]
    [InlineData("facerec_99bb", null, false)]
    public void A_configuration_is_ours_by_the_node_it_hangs_on_not_by_how_its_id_begins(string id, string? via, bool isOurs)
    {
        var hangsOn = via is null ? "null" : $"\"{via}\"";
        var config = $$"""{"device":{"via_device":{{hangsOn}},"identifiers":["{{id}}"]},"origin":{"name":"FaceRecMqtt"},"components":[]}""";
        Assert.Equal(isOurs, _node.Devices.IsOurs(Message(config)));
        Assert.False(_node.Devices.IsOurs(Message(config.Replace("FaceRecMqtt", "zigbee2mqtt", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"origin":{"name":"FaceRecMqtt"},"device":[]}""")]
    [InlineData("""{"origin":{"name":7},"device":{}}""")]
    [InlineData("""{"origin":{"name":"FaceRecMqtt"},"device":{"identifiers":"facerec_7f3a"}}""")]
    [InlineData("""{"origin":{"name":"FaceRecMqtt"},"device":{"identifiers":[7],"via_device":7}}""")]
    [InlineData("""{"origin":{"name":"\ud800"},"device":{"identifiers":[7]}}""")]
    public void A_configuration_that_makes_no_sense_is_not_ours(string payload) => Assert.False(_node.Devices.IsOurs(Message(payload)));

    private static IncomingMessage Message(string payload) =>
        new("homeassistant/device/x/config", Encoding.UTF8.GetBytes(payload), payload.Length, Retained: true);
}
