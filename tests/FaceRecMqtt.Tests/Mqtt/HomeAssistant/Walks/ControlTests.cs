using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Walks;

/// <summary>What a person does in Home Assistant arrives as it should, and is shown when the node says so.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task The_backend_and_the_policy_are_chosen_by_select()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await home.StateAsync("select.edge_backend", "cpu");
        home.Call("select.select_option", "select.edge_backend", "option", "cpu2");
        await home.StateAsync("select.edge_backend", "cpu2");
        await home.StateAsync("sensor.edge_active_backend", "cpu2");
        home.Call("select.select_option", "select.edge_policy", "option", "auto");
        await home.StateAsync("select.edge_policy", "auto");
        Assert.Equal([("backend", "cpu2"), ("backend/policy", "auto")], await node.CalledAsync(2));
        home.AssertGood();
    }

    [Fact]
    public async Task Somebody_is_enrolled_by_typing_a_name_and_pressing_the_button()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await home.StateAsync("text.edge_enroll_name", "");
        await home.StateAsync("sensor.edge_enroll_step", "idle");
        var from = broker.Count;
        home.Call("text.set_value", "text.edge_enroll_name", "value", "Béa 李");
        await broker.WaitAsync("the name", log => log.Any(message => message is { Topic: "facerec/edge/set/enroll_name", Text: "Béa 李" }), from, seconds: 60);
        node.SayEnrollName("Béa 李");
        await home.StateAsync("text.edge_enroll_name", "Béa 李");
        home.Call("button.press", "button.edge_enroll");
        await home.StateAsync("sensor.edge_enroll_step", "looking");
        Assert.Equal("{}", Assert.Single(broker.Messages(from), message => message.Topic == "facerec/edge/command/enroll").Text);
        // A button names nobody: whom to enroll is what was typed.
        Assert.Equal([("enroll", null)], await node.CalledAsync(1));
        Assert.Equal("Look at the camera.", home.Attribute("sensor.edge_enroll_step", "text"));
        home.AssertGood();
    }

    [Fact]
    public async Task Somebody_is_enrolled_by_a_notification_with_the_name()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await home.StateAsync("sensor.edge_enroll_step", "idle");
        home.Call("notify.send_message", "notify.edge_enroll_notify", "message", "Zoë \"Z\" 李");
        await home.StateAsync("sensor.edge_enroll_step", "looking");
        Assert.Equal([("enroll", "Zoë \"Z\" 李")], await node.CalledAsync(1));
        home.AssertGood();
    }

    [Fact]
    public async Task The_threshold_is_set_by_number_and_a_wrong_one_is_refused_by_Home_Assistant()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await home.StateAsync("number.front_min_similarity", "0.42");
        home.Call("number.set_value", "number.front_min_similarity", "value", 0.55);
        await home.StateAsync("number.front_min_similarity", "0.55");
        home.Call("number.set_value", "number.front_min_similarity", "value", 1.0);
        await home.WaitAsync("1", core => core.States.Find("number.front_min_similarity")?.State is "1" or "1.0");
        Assert.Throws<CallError>(() => home.Call("number.set_value", "number.front_min_similarity", "value", 1.5));
        home.AssertGood();
    }

    [Fact]
    public async Task A_camera_is_switched_off_and_buttons_send_what_their_commands_take()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await home.StateAsync("switch.front_enabled", "on");
        await home.StateAsync("button.front_learn", "unknown");
        await home.StateAsync("button.edge_restart", "unknown");
        home.Call("switch.turn_off", "switch.front_enabled");
        await home.StateAsync("switch.front_enabled", "off");
        home.Call("button.press", "button.front_learn");
        home.Call("button.press", "button.edge_restart");
        Assert.Equal([("learn", "front"), ("restart", null)], await node.CalledAsync(2));
        home.AssertGood();
    }
}
