using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Commands;

/// <summary>A configuration edited while the node runs.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task A_reload_adds_removes_and_changes_cameras_without_touching_the_others_and_a_restart_keeps_what_people_set()
    {
        Needs.Pictures();
        Needs.Models();
        using var pictures = new RunFolder();
        File.Copy(Clips.Sample(3), pictures.Under("1.jpg"));
        var folder = pictures.Path;
        var door = $"""
              - name: door
                source: {await Clips.MakeAsync("woman.h264")}
            """;
        await using var stage = await Stage.StartAsync($"""
            cameras:
            {door}
              - name: desk
                source: {folder}
              - name: hall
                source: {folder}
            """);
        foreach (var camera in (string[])["door", "desk", "hall"])
        {
            await stage.OnlineAsync(camera);
        }

        var from = stage.Recorder.Count;
        stage.Reconfigure($"""
            log:
              level: debug
            cameras:
            {door}
              - name: hall
                source: {folder}
                picture_interval_s: 0.5
              - name: attic
                source: {folder}
            """);
        var reply = await stage.CommandAsync("reload", "");
        Assert.True(reply.IsOk(), reply.ToString());
        Assert.Equal(["attic"], Names(reply, "added"));
        Assert.Equal(["desk"], Names(reply, "removed"));
        Assert.Equal(["hall"], Names(reply, "changed"));
        Assert.Equal(["log.level"], Names(reply, "after_restart"));
        await stage.Recorder.WaitForAsync(Stage.Topic("attic", "state"), "online", 30, from);
        await stage.Recorder.WaitForAsync(Stage.Topic("hall", "state"), "online", 30, from);
        await stage.Recorder.WaitForAsync(
            "attic in Home Assistant", message => message.Topic.StartsWith("homeassistant/device/", StringComparison.Ordinal) && message.Text.Contains("camera/attic/", StringComparison.Ordinal), 10, from);
        await stage.Recorder.WaitForAsync(
            "info without desk", message => message.Topic == Stage.Topic("info") && !message.Text.Contains("\"desk\"", StringComparison.Ordinal), 10, from);
        Assert.Equal("not_found", (await stage.CommandAsync("camera", "desk")).ErrorCode());
        await AssertForgottenAsync(stage, "desk", from);
        Assert.DoesNotContain(stage.Recorder.Messages(from), message => message.Topic == Stage.Topic("door", "state"));

        await RefuseAsync(stage);
        await RestartAsync(stage, $"""
            cameras:
            {door}
            """);
    }

    private static async Task RefuseAsync(Stage stage)
    {
        stage.Reconfigure("""
            cameras:
              - nome: door
            """);
        foreach (var command in (string[])["reload", "restart"])
        {
            var reply = await stage.CommandAsync(command, "");
            Assert.Equal("bad_request", reply.ErrorCode());
            Assert.Contains("nome", reply.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.True((await stage.CommandAsync("ping", "")).IsOk());
    }

    private static async Task RestartAsync(Stage stage, string yaml)
    {
        Assert.True((await stage.CommandAsync("camera", """{"camera":"door","enabled":false}""")).IsOk());
        var started = stage.Recorder.Latest(Stage.Topic("info"))!["started"];
        stage.Reconfigure(yaml);
        var from = stage.Recorder.Count;
        var reply = await stage.CommandAsync("restart", "PRESS");
        Assert.True(reply.IsOk(), reply.ToString());
        await stage.Recorder.WaitForAsync(Stage.Topic("state"), "offline", 30, from);
        await stage.Recorder.WaitForAsync("a new start", message => message.Topic == Stage.Topic("info") && message["started"] != started, 60, from);
        await stage.Recorder.WaitForAsync(Stage.Topic("state"), "online", 30, from);
        await stage.RecognisingAsync(from: from);
        await stage.Recorder.WaitForAsync(Stage.Topic("door", "state"), "disabled", 10, from);
        await AssertForgottenAsync(stage, "attic", from);
    }

    // Nothing of the camera lies at the broker any more, and nothing comes back.
    private static async Task AssertForgottenAsync(Stage stage, string camera, int from)
    {
        string[] kept = ["state", "identity", "faces", "present", "settings"];
        foreach (var name in kept)
        {
            await stage.Recorder.WaitForAsync(Stage.Topic(camera, name), "", 20, from);
        }

        await stage.Recorder.WaitForAsync(
            "its device removed",
            message => message.Topic.StartsWith("homeassistant/device/", StringComparison.Ordinal) && message.Topic.Contains(camera, StringComparison.Ordinal) && message.Payload.Length == 0,
            20,
            from);
        var retained = await MqttRecorder.RetainedAsync(stage.Broker.Port);
        Assert.DoesNotContain(retained.Keys, topic => topic.Contains(camera, StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Names(JsonElement reply, string key) =>
        reply.Data().GetProperty(key).EnumerateArray().Select(name => name.GetString());
}
