using System.Text.Json.Nodes;
using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Session;

/// <summary>The broker most people have.</summary>
public sealed class MosquittoTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_and_states_outlive_a_restart_of_mosquitto()
    {
        SkipWithoutMosquitto();
        await using var broker = await MosquittoProcess.StartAsync(_folder);
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port));
        await node.ConnectedAsync();
        await broker.StopAsync();
        node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front", Seq = 7 });
        await using var watcher = await StartAgainAndWatchAsync(broker);
        await watcher.LineWithAsync("facerec/edge/state online", Patience);
        await watcher.LineWithAsync("facerec/edge/camera/front/identity Anna", Patience);
        // The event itself is not retained and may be faster than the watcher; the record of it is.
        await watcher.LineWithAsync("facerec/edge/camera/front/face {\"schema\":1,\"seq\":7,", Patience);
        await node.StatusAsync("the event acknowledged", _ => node.Outbox.Counts is { Events: 0, DroppedEvents: 0 });
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_the_right_one_works()
    {
        SkipWithoutMosquitto();
        await using var broker = await MosquittoProcess.StartAsync(_folder, "facerec", "right");
        var options = RunningNode.Options(broker.Port) with { User = "facerec", Password = "wrong" };
        await using (var refused = RunningNode.Start(options))
        {
            var status = await refused.StatusAsync("a problem", now => now.Problem is not null);
            Assert.Contains("refused the user 'facerec'", status.Problem!, StringComparison.Ordinal);
        }

        await using var node = RunningNode.Start(options with { Password = "right" });
        await node.ConnectedAsync();
    }

    [Theory]
    [InlineData("max_packet_size 20000")]
    [InlineData("message_size_limit 20000\nmax_queued_messages 1000")]
    public async Task A_message_over_the_brokers_limit_is_left_out_once_and_told(string limit)
    {
        SkipWithoutMosquitto();
        await using var broker = await MosquittoProcess.StartAsync(_folder, more: limit);
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port));
        await node.ConnectedAsync();
        node.Node.Camera("front").Snapshot(new byte[30_000], retain: true);
        node.Outbox.Post(new OutgoingMessage("facerec/edge/response/x", new byte[30_000], MessageKind.Event));
        node.Node.Camera("front").Decision(Samples.Recognized with { Camera = "front" });
        await node.StatusAsync("both refused and the rest sent", _ => node.Outbox.Counts.Refused == 2 && node.Outbox.IsEmpty);
        Assert.Equal(1, node.Node.Status.Connects);
        Assert.Equal(2, node.Logs.GetSnapshot().Count(line => line.Level == Microsoft.Extensions.Logging.LogLevel.Warning
            && (line.Message.Contains("facerec/edge/response/x", StringComparison.Ordinal) || line.Message.Contains("/snapshot", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Commands_are_answered_through_mosquitto_by_the_tools_people_use()
    {
        SkipWithoutMosquitto();
        Assert.SkipUnless(File.Exists("/usr/bin/mosquitto_rr"), "mosquitto_rr (package mosquitto-clients) is not installed.");
        await using var broker = await MosquittoProcess.StartAsync(_folder);
        var ping = new CommandDefinition("ping", "", (_, _) => Task.FromResult(CommandReply.Ok(new JsonObject { ["pong"] = true })));
        await using var node = RunningNode.Start(RunningNode.Options(broker.Port), [ping]);
        await node.ConnectedAsync();
        await using var asker = ChildProcess.Start("mosquitto_rr", "mosquitto_rr",
            ["-p", $"{broker.Port}", "-t", "facerec/edge/command/ping", "-e", "home/reply", "-m", "{\"transaction\":7}", "-W", "10"]);
        await asker.LineWithAsync("""{"status":"ok","data":{"pong":true},"transaction":7}""", Patience);
    }

    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(15);

    private static void SkipWithoutMosquitto() =>
        Assert.SkipUnless(File.Exists("/usr/sbin/mosquitto"), "mosquitto is not installed (scripts/install-packages mosquitto mosquitto-clients).");

    private static async Task<ChildProcess> StartAgainAndWatchAsync(MosquittoProcess broker)
    {
        await broker.StartAgainAsync();
        return ChildProcess.Start("mosquitto_sub", "mosquitto_sub", ["-p", $"{broker.Port}", "-v", "-q", "1", "-t", "facerec/#"]);
    }
}
