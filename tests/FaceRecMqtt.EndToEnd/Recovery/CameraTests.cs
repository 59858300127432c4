using System.Diagnostics;

namespace FaceRecMqtt.EndToEnd.Recovery;

/// <summary>A camera that goes away and comes back, and the end of the program while one hangs.</summary>
public sealed class CameraTests
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_camera_that_restarts_recovers_by_itself_while_the_other_goes_on_and_SIGTERM_ends_it_all_in_form()
    {
        Needs.Pictures();
        Needs.Models();
        var clip = await Clips.MakeAsync("woman.h264");
        await using var front = await RtspServerProcess.StartAsync([("woman", clip)]);
        await using var side = await RtspServerProcess.StartAsync([("woman", clip)]);
        await using var hanging = new TcpRelay(side.Port);
        await using var stage = await Stage.StartAsync($"""
            cameras:
              - name: front
                source: {front.Address("woman")}
                stall_timeout_s: 5
              - name: side
                source: {side.Address("woman")}
              - name: hanging
                source: rtsp://127.0.0.1:{hanging.Port}/woman
                enabled: false
            recognition:
              lost_after_ms: 500
            """);
        await stage.RecognisingAsync();
        await stage.EnrollAsync("Anna", await Clips.WomanAsync());
        await stage.EventAsync("front", "recognized", "Anna");
        await stage.EventAsync("side", "recognized", "Anna");

        var lost = await LoseAsync(stage, front);
        await front.StartAgainAsync();
        var from = stage.Recorder.Count;
        var back = Stopwatch.GetTimestamp();
        await stage.Recorder.WaitForAsync(Stage.Topic("front", "state"), "online", 60, from);
        var recovery = Stopwatch.GetElapsedTime(back);
        await stage.EventAsync("front", "recognized", "Anna", from);
        await stage.Recorder.WaitForAsync(
            "healthy again", message => message.Topic == Stage.Topic("health") && message["status"] == "ok", 30, from);
        Assert.DoesNotContain(stage.Recorder.Messages(lost.From), message => message.Topic == Stage.Topic("side", "state"));

        // A camera that answers nothing must not hold the program up.
        hanging.Hold();
        Assert.True((await stage.CommandAsync("camera", """{"camera":"hanging","enabled":true}""")).IsOk());
        await stage.Recorder.WaitForAsync(Stage.Topic("hanging", "state"), "offline", 10);
        var took = await StopAsync(stage);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"camera offline after {lost.Took.TotalSeconds:0.0} s, online {recovery.TotalSeconds:0.0} s after its return; stopped in {took.TotalSeconds:0.00} s");
    }

    private static async Task<(int From, TimeSpan Took)> LoseAsync(Stage stage, RtspServerProcess front)
    {
        var from = stage.Recorder.Count;
        var began = Stopwatch.GetTimestamp();
        await front.StopAsync();
        await stage.Recorder.WaitForAsync(Stage.Topic("front", "state"), "offline", 30, from);
        var took = Stopwatch.GetElapsedTime(began);
        await stage.Recorder.WaitForAsync(Stage.Topic("front", "present"), "[]", 10, from);
        await stage.Recorder.WaitForAsync(Stage.Topic("front", "identity"), "nobody", 10, from);
        var health = await stage.Recorder.WaitForAsync(
            "health names the camera", message => message.Topic == Stage.Topic("health") && message["status"] == "degraded", 30, from);
        var problem = Assert.Single(health.Json.GetProperty("problems").EnumerateArray());
        Assert.Equal("camera_offline", problem.GetProperty("code").GetString());
        Assert.StartsWith("front: ", problem.GetProperty("text").GetString(), StringComparison.Ordinal);
        var told = (await stage.CommandAsync("camera", """{"camera":"front"}""")).Data();
        Assert.Contains(told.GetProperty("reason").GetString(), (string[])["unreachable", "ended", "stalled"]);
        await stage.EventAsync("side", "recognized", "Anna", from);
        return (from, took);
    }

    private static async Task<TimeSpan> StopAsync(Stage stage)
    {
        var took = await stage.Process.StopAsync();
        await stage.Recorder.WaitForAsync(Stage.Topic("state"), "offline", 5);
        Assert.True(took < LongestStop, $"It took {took.TotalSeconds:0.0} s to stop.\n{stage.Process.Tail()}");
        Assert.Equal(0, stage.Process.Process.ExitCode);
        var last = stage.Recorder.Messages().Last(message => message.Topic.StartsWith(Stage.Topic(""), StringComparison.Ordinal));
        Assert.Equal((Stage.Topic("state"), "offline"), (last.Topic, last.Text));
        return took;
    }
}
