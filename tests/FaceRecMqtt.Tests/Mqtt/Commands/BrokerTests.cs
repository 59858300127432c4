using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

public sealed class BrokerTests
{
    [Fact]
    public async Task Commands_come_and_go_through_the_broker_and_retained_ones_are_ignored()
    {
        await using var broker = await TestBroker.StartAsync();
        await broker.PublishAsync("facerec/edge/command/ping", """{"transaction":"retained"}""", retain: true);
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port) with { MaxPayload = 1000 }, [Ping, Commander.Echo("camera")], _ => new CameraSettings(false, 0.5));
        await node.ConnectedAsync();
        await broker.PublishAsync("facerec/edge/command/ping", """{"transaction":1}"""u8.ToArray(), responseTopic: "home/replies", correlation: [1, 2]);
        Assert.Equal([1, 2], (await broker.WaitAsync("home/replies")).Correlation!);
        await broker.PublishAsync("facerec/edge/command/ping", new byte[1001]);
        await broker.WaitAsync("too_large", log => log.Any(message => message.Text.Contains("too_large", StringComparison.Ordinal)));
        await broker.PublishAsync("facerec/edge/camera/front/set/enabled", "OFF");
        await broker.WaitAsync("facerec/edge/camera/front/settings", """{"enabled":false,"min_similarity":0.5}""");
        Assert.DoesNotContain(broker.Messages(), message => message.Topic.StartsWith("facerec/edge/response/", StringComparison.Ordinal)
            && message.Text.Contains("retained", StringComparison.Ordinal));
    }

    private static CommandDefinition Ping { get; } =
        new("ping", "", (_, _) => Task.FromResult(CommandReply.Ok(new JsonObject { ["pong"] = true })));
}
