using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

public sealed class BrokerTests
{
    private static readonly PersonState Person = new("Zoë", true, "front", "edge", new DateTimeOffset(2026, 11, 23, 6, 10, 12, 345, TimeSpan.Zero), 0.63449, 5);

    [Fact]
    public async Task A_birth_has_everything_said_again()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port), before: Described.Fully);
        await broker.WaitAsync("facerec/edge/camera/front/identity");
        var from = broker.Count;
        await broker.PublishAsync("homeassistant/status", "Online");
        var again = await broker.WaitAsync("all again", log => log.Count(message => message.Client == "facerec-7f3a") >= 8, from);
        Assert.Equal(["facerec/edge/state", "facerec/edge/info"], again.Where(message => message.Client == "facerec-7f3a").Take(2).Select(message => message.Topic));
    }

    [Fact]
    public async Task What_was_left_under_an_earlier_name_and_prefix_is_cleared()
    {
        await using var broker = await TestBroker.StartAsync();
        await using (RunningNode.Start(RunningNode.Options(broker.Port), before: node =>
            {
                Described.Fully(node, "anna");
                node.Person("anna").State(Person);
            }))
        {
            await broker.WaitAsync("facerec/edge/person/anna/state");
            await broker.WaitAsync("homeassistant/device/facerec_7f3a/config");
            await broker.WaitAsync("homeassistant/device/facerec_7f3a_person_anna/config");
        }

        var before = (await broker.RetainedAsync()).Keys.ToList();
        Assert.Superset(new HashSet<string>(["facerec/edge/info", "facerec/edge/state", "homeassistant/device/facerec_7f3a/config"]), before.ToHashSet());
        var from = broker.Count;
        var options = RunningNode.Options(broker.Port) with { Node = "hall", DiscoveryPrefix = null, FormerNames = [new("facerec", "edge")], FormerPrefixes = ["homeassistant"] };
        await using var now = RunningNode.Start(options, before: node => Described.Fully(node, "anna"));
        foreach (var topic in before)
        {
            await broker.WaitAsync(topic, "", from);
        }

        await now.StopAsync();
        Assert.All((await broker.RetainedAsync()).Keys, topic => Assert.StartsWith("facerec/hall/", topic, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_cleared_and_nothing_of_anybody_else()
    {
        await using var broker = await TestBroker.StartAsync();
        await using (var earlier = RunningNode.Start(RunningNode.Options(broker.Port), before: node =>
            {
                Described.Fully(node, "here", "gone");
                node.Devices.Describe(["cpu"], [new CameraDescription("front", true), new CameraDescription("gone", true)]);
                node.Camera("gone").State(CameraState.Online);
                node.Person("here").State(Person);
                node.Person("gone").State(Person);
            }))
        {
            await broker.WaitAsync("facerec/edge/person/here/state");
            await broker.WaitAsync("facerec/edge/person/gone/state");
            await broker.WaitAsync("facerec/edge/camera/gone/state");
            await broker.WaitAsync("homeassistant/device/facerec_7f3a_camera_gone/config");
            await broker.WaitAsync("homeassistant/device/facerec_7f3a_person_gone/config");
        }

        await using (var other = RunningNode.Start(RunningNode.Options(broker.Port) with { Node = "attic", NodeId = "7f3a_camera" }, before: node =>
            {
                Described.Fully(node, "gone");
                node.Person("gone").State(Person);
            }))
        {
            await broker.WaitAsync("facerec/attic/camera/front/identity");
            await broker.WaitAsync("facerec/attic/person/gone/state");
        }

        await broker.PublishAsync("homeassistant/device/zigbee/config", """{"device":{"identifiers":["z"]},"origin":{"name":"z"},"components":{}}""", retain: true);
        var before = await broker.RetainedAsync();
        var from = broker.Count;
        await using var now = RunningNode.Start(RunningNode.Options(broker.Port), before: node =>
        {
            Described.Fully(node, "here");
            node.Person("here").State(Person with { Present = false });
        });
        await broker.WaitAsync("facerec/edge/person/gone/state", "", from);
        await broker.WaitAsync("homeassistant/device/facerec_7f3a_camera_gone/config", "", from);
        await broker.WaitAsync("facerec/edge/camera/gone/state", "", from);
        await now.StopAsync();
        var after = await broker.RetainedAsync();
        Assert.Equal(
            [
                "facerec/edge/camera/gone/state", "facerec/edge/person/gone/state", "homeassistant/device/facerec_7f3a_camera_gone/config",
                "homeassistant/device/facerec_7f3a_person_gone/config",
            ], before.Keys.Except(after.Keys).Order(StringComparer.Ordinal));
    }
}
