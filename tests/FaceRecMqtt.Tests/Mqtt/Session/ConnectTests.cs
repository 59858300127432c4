using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Tests.Mqtt.Session;

public sealed class ConnectTests
{
    [Fact]
    public async Task At_every_connect_the_same_is_done_in_the_same_order_at_QoS_1()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port), before: Described.Fully);
        var first = await SaidAsync(0);
        Assert.Equal(
            ["facerec/edge/state", "facerec/edge/info", "homeassistant/device/facerec_7f3a/config", "homeassistant/device/facerec_7f3a_camera_front/config",
                "facerec/edge/camera/front/state", "facerec/edge/camera/front/faces", "facerec/edge/camera/front/present", "facerec/edge/camera/front/identity"],
            first.Select(message => message.Topic));
        Assert.Equal("online", first[0].Text);
        Assert.All(first, message => Assert.Equal((true, MqttQualityOfServiceLevel.AtLeastOnce), (message.Retain, message.Qos)));
        string[] filters = ["facerec/edge/info 1", "facerec/edge/command/# 1", "facerec/edge/camera/+/set/+ 1", "facerec/edge/set/+ 1", "homeassistant/status 1"];
        Assert.Equal(filters, broker.Subscriptions.Take(filters.Length));

        // Everything is forgotten in a restart: all of it is said again.
        await broker.StopAsync();
        broker.Subscriptions.Clear();
        var from = broker.Count;
        await broker.StartAgainAsync();
        var second = await SaidAsync(from);
        // Devices keep their distance of two seconds, so they may come after the states.
        Assert.Equal("online", second[0].Text);
        Assert.Equal(first.Select(message => (message.Topic, message.Text)).Order(), second.Select(message => (message.Topic, message.Text)).Order());
        Assert.Equal(filters, broker.Subscriptions.Take(filters.Length));
        Assert.Equal(2, node.Node.Status.Connects);

        async Task<IReadOnlyList<Published>> SaidAsync(int place) => [.. (await broker.WaitAsync("all states", log => log.Count(IsOurs) >= 8, place)).Where(IsOurs).Take(8)];

        static bool IsOurs(Published message) => message.Client == "facerec-7f3a" && message.Text != "offline";
    }

    [Fact]
    public async Task At_the_stop_offline_is_said_after_what_still_waited()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port));
        await broker.WaitAsync("facerec/edge/state", "online");
        for (var seq = 0; seq < 50; seq++)
        {
            node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front", Seq = seq });
        }

        await node.StopAsync();
        var said = broker.Messages();
        Assert.Equal(("facerec/edge/state", "offline", true), (said[^1].Topic, said[^1].Text, said[^1].Retain));
        Assert.Equal(50, said.Where(message => message.Topic.EndsWith("/event", StringComparison.Ordinal)).Select(message => (int)message.Json["seq"]!).Distinct().Count());
        Assert.Equal("offline", (await broker.RetainedAsync())["facerec/edge/state"]);
        Assert.False(node.Node.Status.Connected);
    }

    [Fact]
    public async Task A_line_that_breaks_has_the_broker_say_offline_and_the_node_come_back()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var relay = new TcpRelay(broker.Port);
        await using var node = RunningNode.Start(RunningNode.Options(relay.Port));
        await broker.WaitAsync("facerec/edge/state", "online");
        var from = broker.Count;
        relay.Cut();
        await broker.WaitAsync("facerec/edge/state", "offline", from);
        Assert.Equal("offline", (await broker.RetainedAsync())["facerec/edge/state"]);
        relay.Mend();
        await broker.WaitAsync("facerec/edge/state", "online", from);
    }

    [Fact]
    public async Task An_absent_broker_is_named_and_found_when_it_comes_with_everything_kept()
    {
        var broker = await TestBroker.StartAsync();
        await broker.StopAsync();
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port) with { OutboxLimit = 20 });
        var status = await node.StatusAsync("a problem", now => now.Problem is not null);
        Assert.Contains($"Nothing listens at 127.0.0.1:{broker.Port}; check mqtt.host and mqtt.port", status.Problem!, StringComparison.Ordinal);
        for (var seq = 1; seq <= 30; seq++)
        {
            node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front", Seq = seq, Identity = $"P{seq}" });
        }

        Assert.Equal(10, node.Outbox.Counts.DroppedEvents);
        await broker.StartAgainAsync();
        var said = await broker.WaitAsync("20 events", log => log.Count(IsEvent) == 20);
        Assert.Equal(Enumerable.Range(11, 20), said.Where(IsEvent).Select(message => (int)message.Json["seq"]!));
        Assert.Equal("P30", Assert.Single(said, message => message.Topic == "facerec/edge/camera/front/identity").Text);
        // Said once for all tries, not at each.
        Assert.Single(node.Logs.GetSnapshot(), line => line.Message.StartsWith("Nothing listens", StringComparison.Ordinal)
            && line.Level == Microsoft.Extensions.Logging.LogLevel.Warning);
        await node.StopAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_named_without_it_and_tried_until_it_is_right()
    {
        await using var broker = await TestBroker.StartAsync(password: "right");
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port) with { User = "facerec", Password = "s3cret" });
        var status = await node.StatusAsync("a problem", now => now.Problem is not null);
        Assert.Contains("refused the user 'facerec'; check mqtt.username and mqtt.password_file", status.Problem!, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", status.Problem + string.Concat(node.Logs.GetSnapshot().Select(line => line.Message)), StringComparison.Ordinal);
        Assert.Empty(broker.Messages());
        broker.Password = "s3cret";
        await broker.WaitAsync("facerec/edge/state", "online");
    }

    [Fact]
    public async Task Events_during_restarts_of_the_broker_all_arrive()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port));
        await node.ConnectedAsync();
        var seq = 0;
        for (var restart = 0; restart < 3; restart++)
        {
            for (var at = 0; at < 100; at++)
            {
                node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front", Seq = ++seq });
            }

            await broker.StopAsync();
            for (var at = 0; at < 100; at++)
            {
                node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front", Seq = ++seq });
            }

            await broker.StartAgainAsync();
            await broker.WaitAsync("all events", log => log.Where(IsEvent).Select(message => (int)message.Json["seq"]!).Distinct().Count() == seq);
        }

        Assert.Equal(0, node.Outbox.Counts.DroppedEvents);
    }

    [Fact]
    public async Task A_connection_that_is_up_and_carries_nothing_is_noticed_by_the_keep_alive()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var relay = new TcpRelay(broker.Port);
        await using var node = RunningNode.Start(RunningNode.Options(relay.Port) with
        {
            KeepAlive = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.FromSeconds(1),
            DiscoveryPrefix = null,
        });
        await broker.WaitAsync("facerec/edge/state", "online");
        await node.StatusAsync("idle", _ => node.Outbox.IsEmpty);
        var held = TimeProvider.System.GetTimestamp();
        relay.Hold();
        await node.StatusAsync("noticed", status => !status.Connected, seconds: 30);
        // Keep-alive and timeout, and what a busy machine takes.
        Assert.InRange(TimeProvider.System.GetElapsedTime(held).TotalSeconds, 0, 15);
        node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front" });
        relay.Cut();
        relay.Mend();
        await broker.WaitAsync("facerec/edge/camera/front/event");
    }

    [Fact]
    public async Task A_message_on_a_line_that_carries_nothing_is_sent_again()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var relay = new TcpRelay(broker.Port);
        await using var node = RunningNode.Start(RunningNode.Options(relay.Port) with { Timeout = TimeSpan.FromSeconds(1) });
        await broker.WaitAsync("facerec/edge/state", "online");
        relay.Hold();
        node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front" });
        await node.StatusAsync("noticed", status => !status.Connected, seconds: 10);
        relay.Cut();
        relay.Mend();
        await broker.WaitAsync("facerec/edge/camera/front/event");
    }

    [Fact]
    public async Task A_second_node_of_the_same_name_says_nothing_but_why_and_does_no_harm()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var first = RunningNode.Start(RunningNode.Options(broker.Port), before: Described.Fully);
        await broker.WaitAsync("facerec/edge/info");
        await using var second = RunningNode.Start(RunningNode.Options(broker.Port) with { NodeId = "99bb" }, before: Described.Fully);
        var status = await second.StatusAsync("a problem", now => now.Problem is not null);
        Assert.Contains("Another node (id '7f3a') already publishes as facerec/edge, so this one says nothing", status.Problem!, StringComparison.Ordinal);
        Assert.Contains("mosquitto_pub -r -n -t facerec/edge/info", status.Problem!, StringComparison.Ordinal);
        // Several further tries of the second go by.
        var marker = broker.Subscriptions.Count;
        await second.StatusAsync("further tries", _ => broker.Subscriptions.Count >= marker + 3);
        Assert.DoesNotContain(broker.Messages(), message => message.Client == "facerec-99bb");
        Assert.Equal("online", (await broker.RetainedAsync())["facerec/edge/state"]);
        // The first one goes for good and its name is cleared: the second takes over.
        await first.StopAsync();
        await broker.PublishAsync("facerec/edge/info", "", retain: true);
        await broker.WaitAsync("the second one online", log => log.Any(message => message.Client == "facerec-99bb" && message.Text == "online"));
    }

    private static bool IsEvent(Published message) => message.Topic.EndsWith("/event", StringComparison.Ordinal);
}
