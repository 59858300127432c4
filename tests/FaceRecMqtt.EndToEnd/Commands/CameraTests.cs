using System.Text;

namespace FaceRecMqtt.EndToEnd.Commands;

/// <summary>A camera's settings and pictures by command, and what the configuration forbids.</summary>
public sealed class CameraTests
{
    [Fact]
    public async Task A_camera_is_switched_made_stricter_and_photographed_by_command_and_by_its_topics()
    {
        Needs.Pictures();
        Needs.Models();
        await using var stage = await Stage.StartAsync($"""
            cameras:
              - name: door
                source: {await Clips.MakeAsync("woman.h264")}
            recognition:
              lost_after_ms: 500
            commands:
              allow: [ping, camera, snapshot, enroll, people/list]
              force: false
            """);
        await stage.RecognisingAsync();
        var woman = await Clips.WomanAsync();
        await stage.EnrollAsync("Anna", woman);
        await stage.EventAsync("door", "recognized", "Anna");

        Assert.True((await stage.CommandAsync("ping", "")).Data().GetProperty("pong").GetBoolean());
        Assert.Equal("not_allowed", (await stage.CommandAsync("people/delete", "anna")).ErrorCode());
        Assert.Equal("not_allowed", (await stage.CommandAsync(
            "enroll", $$"""{"name":"Eva","force":true,"image":"{{Convert.ToBase64String(await File.ReadAllBytesAsync(woman))}}"}""")).ErrorCode());

        await PhotographAsync(stage);
        await SwitchAsync(stage);
        await MakeStricterAsync(stage);
    }

    private static async Task PhotographAsync(Stage stage)
    {
        var from = stage.Recorder.Count;
        var reply = await stage.CommandAsync("snapshot", "door");
        Assert.True(reply.IsOk(), reply.ToString());
        var bytes = reply.Data().GetProperty("bytes").GetInt32();
        var picture = await stage.Recorder.WaitForAsync(
            "the snapshot", message => message.Topic == Stage.Topic("door", "snapshot") && message.Payload.Length == bytes, 10, from);
        Assert.Equal([0xFF, 0xD8, 0xFF], picture.Payload[..3]);
        Assert.InRange(bytes, 500, 100_000);
        var kept = await MqttRecorder.RetainedAsync(stage.Broker.Port);
        Assert.NotEqual(picture.Payload, kept[Stage.Topic("door", "snapshot")].Payload);
    }

    private static async Task SwitchAsync(Stage stage)
    {
        var from = stage.Recorder.Count;
        var off = await stage.CommandAsync("camera", """{"camera":"door","enabled":false}""");
        Assert.False(off.Data().GetProperty("enabled").GetBoolean());
        await stage.Recorder.WaitForAsync(Stage.Topic("door", "state"), "disabled", 10, from);
        await stage.Recorder.WaitForAsync(Stage.Topic("door", "present"), "[]", 10, from);
        await SettingsAsync(stage, from, enabled: false, 0.42);
        Assert.Equal("timeout", (await stage.CommandAsync("snapshot", "door")).ErrorCode());

        from = stage.Recorder.Count;
        await stage.Recorder.PublishAsync(Stage.Topic("door", "set/enabled"), "ON"u8.ToArray());
        await SettingsAsync(stage, from, enabled: true, 0.42);
        await stage.Recorder.WaitForAsync(Stage.Topic("door", "state"), "online", 10, from);
        await stage.EventAsync("door", "recognized", "Anna", from);
    }

    private static async Task MakeStricterAsync(Stage stage)
    {
        var from = stage.Recorder.Count;
        var strict = await stage.CommandAsync("camera", """{"camera":"door","min_similarity":0.99}""");
        Assert.Equal(0.99, strict.Data().GetProperty("min_similarity").GetDouble());
        await SettingsAsync(stage, from, enabled: true, 0.99);
        await stage.Recorder.WaitForAsync("three strangers", _ => Strictly(stage, from).Count(message => message["event_type"] == "unknown") >= 3, 20, from);
        Assert.DoesNotContain(Strictly(stage, from), message => message["person"] is not null);

        from = stage.Recorder.Count;
        await stage.Recorder.PublishAsync(Stage.Topic("door", "set/min_similarity"), Encoding.UTF8.GetBytes("much"));
        await SettingsAsync(stage, from, enabled: true, 0.99);
        from = stage.Recorder.Count;
        await stage.Recorder.PublishAsync(Stage.Topic("door", "set/min_similarity"), Encoding.UTF8.GetBytes("0.4"));
        await SettingsAsync(stage, from, enabled: true, 0.4);
        var recognised = await stage.EventAsync("door", "recognized", "Anna", from);
        Assert.Equal(0.4, recognised.Json.GetProperty("threshold").GetDouble(), 3);
    }

    // Whoever was named before still leaves under the threshold that named them.
    private static IEnumerable<Received> Strictly(Stage stage, int from) => stage.Recorder.Messages(from).Where(
        message => message.Topic == Stage.Topic("door", "event") && message.Json.GetProperty("threshold").GetDouble() > 0.98);

    private static Task<Received> SettingsAsync(Stage stage, int from, bool enabled, double leastSimilarity) => stage.Recorder.WaitForAsync(
        $"settings {enabled}, {leastSimilarity}",
        message => message.Topic == Stage.Topic("door", "settings") && message.Json.GetProperty("enabled").GetBoolean() == enabled
            && Math.Abs(message.Json.GetProperty("min_similarity").GetDouble() - leastSimilarity) < 1e-6,
        10,
        from);
}
