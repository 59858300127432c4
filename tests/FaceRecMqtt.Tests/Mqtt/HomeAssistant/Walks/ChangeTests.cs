using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Walks;

/// <summary>Cameras and people come, change and go; nodes share a broker.</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task People_come_are_renamed_and_go()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await home.StateAsync("binary_sensor.anna_presence", "on");
        node.Describe(["front", "yard"], new PersonDescription("anna", "Änna 🙂"), new PersonDescription("person-2", "李小龙"));
        node.SayPerson("person-2", new PersonState("李小龙", Present: true, "yard", "edge", DateTimeOffset.UnixEpoch, 0.5, 1));
        await home.StateAsync("sensor.person_2_last_camera", "yard");
        node.Describe(["front", "yard"], new PersonDescription("anna", "Anna M."), new PersonDescription("person-2", "李小龙"));
        await home.WaitAsync("renamed", core => core.Registry.Devices.Exists(device => device.Name == "Anna M."));
        Assert.Equal("on", home.State("binary_sensor.anna_presence"));
        node.Describe(["front", "yard"], new PersonDescription("person-2", "李小龙"));
        await home.WaitAsync("gone", core => !core.Registry.Devices.Exists(device => device.Identifier == "facerec_7f3a_person_anna"));
        Assert.Null(home.State("binary_sensor.anna_presence"));
        await broker.WaitAsync("cleared", log => log.Any(message => message is { Topic: "facerec/edge/person/anna/state", Payload: [] }), seconds: 60);
        Assert.DoesNotContain((await broker.RetainedAsync()).Keys, topic => topic.Contains("anna", StringComparison.Ordinal));
        home.AssertGood();
    }

    [Fact]
    public async Task A_camera_that_is_removed_goes_and_leaves_nothing_retained()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var node = WalkingNode.Start(broker.Port);
        await home.StateAsync("sensor.yard_identity", "nobody");
        node.Describe(["front"], new PersonDescription("anna", "Änna 🙂"));
        await home.WaitAsync("gone", core => !core.Registry.Devices.Exists(device => device.Identifier == "facerec_7f3a_camera_yard"));
        foreach (var topic in (string[])["state", "faces", "present", "identity", "settings"])
        {
            await broker.WaitAsync($"facerec/edge/camera/yard/{topic}", "");
        }

        Assert.DoesNotContain((await broker.RetainedAsync()).Keys, topic => topic.Contains("yard", StringComparison.Ordinal));
        Assert.Equal("nobody", home.State("sensor.front_identity"));
        home.AssertGood();
    }

    [Fact]
    public async Task What_an_earlier_run_left_of_cameras_and_people_goes()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using (var earlier = WalkingNode.Start(broker.Port))
        {
            earlier.Describe(["front", "yard", "cellar"], new PersonDescription("anna", "Änna 🙂"), new PersonDescription("gone", "Gone"));
            earlier.SayPerson("gone", new PersonState("Gone", Present: true, "yard", "edge", DateTimeOffset.UnixEpoch, 0.5, 1));
            await home.StateAsync("sensor.gone_last_camera", "yard");
            await home.WaitAsync("cellar", core => core.Registry.Devices.Exists(device => device.Identifier == "facerec_7f3a_camera_cellar"));
        }

        await using var now = WalkingNode.Start(broker.Port);
        await home.WaitAsync("gone", core => !core.Registry.Devices.Exists(device => device.Identifier is "facerec_7f3a_person_gone" or "facerec_7f3a_camera_cellar"));
        await broker.WaitAsync("cleared", log => log.Any(message => message is { Topic: "facerec/edge/person/gone/state", Payload: [] }), seconds: 60);
        await home.StateAsync("binary_sensor.anna_presence", "on");
        home.AssertGood();
    }

    [Fact]
    public async Task Two_nodes_with_the_same_names_never_collide()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        await using var one = WalkingNode.Start(broker.Port);
        await home.StateAsync("binary_sensor.anna_presence", "on");
        await using var two = WalkingNode.Start(broker.Port, "attic", "7f3a_2");
        await home.StateAsync("binary_sensor.anna_presence_2", "on");
        await home.StateAsync("sensor.front_identity_2", "nobody");
        await home.WaitAsync("two nodes, each with two cameras and one person", core => core.Registry.Devices.Count == 8);
        one.Describe(["front"]);
        await home.WaitAsync("gone at one", core => core.Registry.Devices.Count == 6);
        // The other node's cameras and people are none of its business, though its id begins with the same letters.
        Assert.Equal("on", home.State("binary_sensor.anna_presence_2"));
        await using var again = WalkingNode.Start(broker.Port, "cellar", "99bb");
        await home.StateAsync("sensor.cellar_latency", "23.4");
        Assert.Equal("on", home.State("binary_sensor.anna_presence_2"));
        home.AssertGood();
    }
}
