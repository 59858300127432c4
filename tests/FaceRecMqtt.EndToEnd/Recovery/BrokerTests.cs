using System.Diagnostics;

namespace FaceRecMqtt.EndToEnd.Recovery;

/// <summary>A broker that goes away, and one that stays but says nothing.</summary>
public sealed class BrokerTests
{
    // Two rounds of the clip: people come and leave meanwhile.
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(9);

    [Fact]
    public async Task A_broker_that_restarts_or_falls_silent_is_told_everything_again_and_no_event_is_lost()
    {
        Needs.Pictures();
        Needs.Models();
        await using var server = await RtspServerProcess.StartAsync([("woman", await Clips.MakeAsync("woman.h264"))]);
        TcpRelay? made = null;
        await using var stage = await Stage.StartAsync(
            $"""
            cameras:
              - name: door
                source: {server.Address("woman")}
            recognition:
              lost_after_ms: 500
            """,
            relayTo: port => (made = new TcpRelay(port)).Port);
        await using var relay = made!;
        await stage.RecognisingAsync();
        await stage.EnrollAsync("Anna", await Clips.WomanAsync());
        await stage.EventAsync("door", "recognized", "Anna");
        await stage.EventAsync("door", "left", "Anna");
        var kept = await MqttRecorder.RetainedAsync(stage.Broker.Port);

        relay.Cut();
        var before = stage.Recorder.Messages();
        await stage.Broker.StopAsync();
        await Task.Delay(Outage);
        await stage.Broker.StartAgainAsync();
        await stage.ReconnectRecorderAsync();
        var cut = Stopwatch.GetTimestamp();
        relay.Mend();
        await stage.Recorder.WaitForAsync(Stage.Topic("state"), "online", 30);
        var restart = Stopwatch.GetElapsedTime(cut);
        // Those of the outage come first; one of a later visit tells that all of them are here.
        var last = EventNumbers.Of("door", before).Max;
        await stage.Recorder.WaitForAsync(
            "an event raised after the outage",
            message => message.Topic == Stage.Topic("door", "event") && message["event_type"] == "recognized" && message.Json.GetProperty("seq").GetInt64() >= last + 4,
            60);

        var again = await MqttRecorder.RetainedAsync(stage.Broker.Port);
        Assert.Empty(kept.Keys.Where(topic => topic.StartsWith("facerec/", StringComparison.Ordinal) || topic.StartsWith("homeassistant/", StringComparison.Ordinal)).Except(again.Keys));
        Assert.Equal(kept[Stage.Topic("info")].Text, again[Stage.Topic("info")].Text);
        EventNumbers.AssertComplete(EventNumbers.Of("door", before, stage.Recorder.Messages()));

        await FallSilentAsync(stage, relay, restart);
    }

    private static async Task FallSilentAsync(Stage stage, TcpRelay relay, TimeSpan restart)
    {
        var from = stage.Recorder.Count;
        relay.Hold();
        // The broker no longer hears of the node; the node has to notice by itself as well.
        await stage.Recorder.WaitForAsync(Stage.Topic("state"), "offline", 30, from);
        await stage.Process.Process.LineWithAsync("No answer within", TimeSpan.FromSeconds(30));
        from = stage.Recorder.Count;
        var mended = Stopwatch.GetTimestamp();
        relay.Mend();
        await stage.Recorder.WaitForAsync(Stage.Topic("state"), "online", 45, from);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"online {restart.TotalSeconds:0.0} s after the broker's restart, {Stopwatch.GetElapsedTime(mended).TotalSeconds:0.0} s after its silence");
        await stage.EventAsync("door", "recognized", "Anna", from);
        EventNumbers.AssertComplete(EventNumbers.Of("door", stage.Recorder.Messages()));
        Assert.True((await stage.CommandAsync("ping", "")).IsOk());
    }
}
