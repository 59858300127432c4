using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Tests.Mqtt.Session;

public sealed class RefusedMessageTests
{
    [Fact]
    public async Task A_message_the_broker_refuses_is_told_once_and_the_others_arrive()
    {
        await using var broker = await TestBroker.StartAsync();
        broker.Answer = published => published.ApplicationMessage.Topic.EndsWith("/event", StringComparison.Ordinal) ? MqttPubAckReasonCode.NotAuthorized : null;
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port));
        await node.ConnectedAsync();
        for (var seq = 0; seq < 5; seq++)
        {
            node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front", Seq = seq, Identity = $"P{seq}" });
        }

        await broker.WaitAsync("facerec/edge/camera/front/identity", "P4");
        await node.StatusAsync("all refused", _ => node.Outbox.Counts.Refused == 5);
        Assert.Equal(5, broker.Messages().Count(IsEvent));
        Assert.Single(node.Logs.GetSnapshot(), line => line.Message.Contains("refused a message for facerec/edge/camera/front/event (NotAuthorized)", StringComparison.Ordinal));
        Assert.Equal(1, node.Node.Status.Connects);
    }

    [Fact]
    public async Task A_message_at_which_the_broker_hangs_up_does_not_keep_the_others_from_arriving()
    {
        await using var broker = await TestBroker.StartAsync();
        broker.Answer = published =>
        {
            if (published.ApplicationMessage.Topic == "asker")
            {
                published.CloseConnection = true;
                published.ProcessPublish = false;
            }

            return null;
        };
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port), [Ping]);
        await node.ConnectedAsync();
        await broker.PublishAsync("facerec/edge/command/ping", [], responseTopic: "asker");
        await broker.WaitAsync("five tries", log => log.Count(message => message.Topic == "asker") == 5);
        await node.StatusAsync("given up and connected again", status => node.Outbox.Counts.Refused == 1 && status is { Connected: true, Connects: >= 6 });
        await broker.PublishAsync("facerec/edge/command/ping", """{"transaction":"after"}"""u8.ToArray());
        await broker.WaitAsync("facerec/edge/response/ping", """{"status":"ok","data":{"pong":true},"transaction":"after"}""");
        Assert.Equal(5, broker.Messages().Count(message => message.Topic == "asker"));
    }

    private static CommandDefinition Ping { get; } =
        new("ping", "", (_, _) => Task.FromResult(CommandReply.Ok(new JsonObject { ["pong"] = true })));

    private static bool IsEvent(Published message) => message.Topic.EndsWith("/event", StringComparison.Ordinal);
}
