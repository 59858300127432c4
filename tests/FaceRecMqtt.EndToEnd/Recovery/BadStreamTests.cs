using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Recovery;

/// <summary>Streams that cannot be read, beside one that can.</summary>
public sealed class BadStreamTests
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["password"] = "unauthorized",
        ["path"] = "not_found",
        ["dead"] = "unreachable",
        ["huge"] = "too_large",
        ["garbage"] = "corrupt",
        ["cut"] = "corrupt",
        ["later"] = "not_found",
    };

    [Fact]
    public async Task Each_bad_stream_is_offline_with_its_reason_the_good_one_goes_on_and_a_mended_one_comes_back_by_itself()
    {
        Needs.Pictures();
        Needs.Models();
        var clip = await Clips.MakeAsync("woman.h264");
        using var files = new RunFolder();
        var whole = await File.ReadAllBytesAsync(clip);
        await File.WriteAllBytesAsync(files.Under("cut.mp4"), whole[..(whole.Length / 2)]);
        var garbage = new byte[200_000];
        new Random(5).NextBytes(garbage);
        await File.WriteAllBytesAsync(files.Under("garbage.mp4"), garbage);
        var huge = await Pictures.FfmpegAsync(
            files, "huge.mp4", ["-f", "lavfi", "-i", "color=c=gray:s=7680x4320:r=5:d=0.6", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]);
        await using var server = await RtspServerProcess.StartAsync([("woman", clip)], "--user", "viewer", "--password", "right");
        await using var stage = await Stage.StartAsync($"""
            cameras:
              - name: good
                source: {clip}
              - name: password
                source: rtsp://viewer:wrong@127.0.0.1:{server.Port}/woman
              - name: path
                source: rtsp://viewer:right@127.0.0.1:{server.Port}/man
              - name: dead
                source: rtsp://127.0.0.1:{FreePort.Take()}/woman
              - name: huge
                source: {huge}
              - name: garbage
                source: {files.Under("garbage.mp4")}
              - name: cut
                source: {files.Under("cut.mp4")}
              - name: later
                source: {files.Under("later.mp4")}
            recognition:
              lost_after_ms: 500
            """);
        await stage.RecognisingAsync();
        await stage.EnrollAsync("Anna", await Clips.WomanAsync());
        var health = await stage.Recorder.WaitForAsync(
            "health names all seven, when the backend serves",
            message => message.Topic == Stage.Topic("health") && Problems(message).Count == Reasons.Count && message["status"] == "degraded",
            60);
        Assert.All(Problems(health), problem => Assert.NotEmpty(problem.GetProperty("cure").GetString()!));
        foreach (var (camera, reason) in Reasons)
        {
            Assert.Equal("offline", stage.Recorder.Latest(Stage.Topic(camera, "state"))?.Text);
            var told = (await stage.CommandAsync("camera", camera)).Data();
            Assert.True(told.GetProperty("reason").GetString() == reason, $"{camera}: {told}");
        }

        var from = stage.Recorder.Count;
        // Put in place in one step, as whoever writes it would.
        File.Copy(clip, files.Under("later.part"));
        File.Move(files.Under("later.part"), files.Under("later.mp4"));
        await stage.Recorder.WaitForAsync(Stage.Topic("later", "state"), "online", 60, from);
        await stage.EventAsync("later", "recognized", "Anna", from);
        await stage.EventAsync("good", "recognized", "Anna", from);
        Assert.DoesNotContain(stage.Recorder.Messages(from), message => message.Topic == Stage.Topic("good", "state"));
    }

    private static IReadOnlyList<JsonElement> Problems(Received health) =>
        [.. health.Json.GetProperty("problems").EnumerateArray().Where(problem => problem.GetProperty("code").GetString() == "camera_offline")];
}
