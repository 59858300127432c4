using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Walks;

/// <summary>Node, broker and Home Assistant come and go in every order.</summary>
public sealed class StartTests
{
    private static readonly string[] Watched =
    [
        "sensor.front_identity", "sensor.yard_identity", "binary_sensor.front_occupancy", "switch.front_enabled", "number.front_min_similarity", "select.edge_backend",
        "select.edge_policy", "sensor.edge_latency", "binary_sensor.edge_problem", "text.edge_enroll_name", "sensor.edge_enroll_step", "binary_sensor.anna_presence",
        "sensor.anna_last_seen", "sensor.anna_last_camera", "binary_sensor.front_online", "binary_sensor.edge_connection",
    ];

    private static readonly string[] Expected =
    [
        "nobody", "nobody", "off", "on", "0.42", "cpu", "fixed", "23.4", "off", "", "idle", "on", "1970-01-01T00:00:00+00:00", "front", "on", "on",
    ];

    [Fact]
    public async Task A_node_that_starts_is_shown_whole()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await IsShownAsync(home);
        Assert.Equal(["facerec_7f3a", "facerec_7f3a_camera_front", "facerec_7f3a_camera_yard", "facerec_7f3a_person_anna"],
            home.Core.Registry.Devices.Select(device => device.Identifier).Order(StringComparer.Ordinal));
        home.AssertGood();
    }

    [Fact]
    public async Task What_was_said_before_Home_Assistant_came_is_shown_too()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var node = WalkingNode.Start(broker.Port);
        await broker.WaitAsync("all said", log => log.Any(message => message.Topic == "homeassistant/device/facerec_7f3a_person_anna/config"), seconds: 60);
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await IsShownAsync(home);
        home.AssertGood();
    }

    [Fact]
    public async Task A_restart_of_Home_Assistant_changes_nothing_and_has_everything_said_again()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await IsShownAsync(home);
        var entities = Entities(home);
        await home.StopAsync();
        var from = broker.Count;
        await home.StartAgainAsync();
        await IsShownAsync(home);
        await broker.WaitAsync("all again", log => new[] { "homeassistant/device/facerec_7f3a/config", "homeassistant/device/facerec_7f3a_person_anna/config", "facerec/edge/state" }
            .All(topic => log.Any(message => message.Client == "facerec-7f3a" && message.Topic == topic)), from, seconds: 60);
        await IsShownAsync(home);
        Assert.Equal(entities, Entities(home));
        home.AssertGood();
    }

    [Fact]
    public async Task A_node_that_leaves_is_unavailable_and_comes_back_as_it_was()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        List<string> entities;
        await using (var node = WalkingNode.Start(broker.Port))
        {
            await IsShownAsync(home);
            entities = Entities(home);
        }

        await home.WaitAsync("all unavailable", core => Watched[..^1].All(entity => core.States.Find(entity)?.State == "unavailable"));
        // The one that has to say it.
        await home.StateAsync("binary_sensor.edge_connection", "off");
        await using var again = WalkingNode.Start(broker.Port);
        await IsShownAsync(home);
        Assert.Equal(entities, Entities(home));
        home.AssertGood();
    }

    [Fact]
    public async Task A_broker_that_was_away_and_forgot_everything_is_told_again()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await IsShownAsync(home);
        var entities = Entities(home);
        await broker.StopAsync();
        await home.WaitAsync("lost", core => !core.IsConnected);
        await home.StateAsync("sensor.front_identity", "unavailable");
        // Said meanwhile: must not get lost.
        node.Running.Node.Camera("front").InView(1, [new PresentFace("anna", "Änna 🙂", "front-1", DateTimeOffset.UnixEpoch)]);
        await broker.StartAgainAsync();
        await home.StateAsync("binary_sensor.front_occupancy", "on");
        await home.StateAsync("binary_sensor.anna_presence", "on");
        Assert.Equal(entities, Entities(home));
        home.AssertGood();
    }

    [Fact]
    public async Task A_camera_that_is_away_keeps_its_switch_and_says_that_it_is_away()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await IsShownAsync(home);
        node.Running.Node.Camera("front").State(CameraState.Disabled);
        await home.StateAsync("sensor.front_identity", "unavailable");
        await home.StateAsync("binary_sensor.front_online", "off");
        Assert.Equal("on", home.State("switch.front_enabled"));
        Assert.Equal("nobody", home.State("sensor.yard_identity"));
        home.AssertGood();
    }

    private static async Task IsShownAsync(ConnectedHomeAssistant home)
    {
        for (var one = 0; one < Watched.Length; one++)
        {
            await home.StateAsync(Watched[one], Expected[one]);
        }
    }

    private static List<string> Entities(ConnectedHomeAssistant home)
    {
        lock (home.Core.Gate)
        {
            return [.. home.Core.Registry.Entries.Select(entry => $"{entry.EntityId} {entry.UniqueId}").Order(StringComparer.Ordinal)];
        }
    }
}
