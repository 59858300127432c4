using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Commands;

/// <summary>Other models put to work while a camera runs.</summary>
public sealed class BackendTests
{
    [Fact]
    public async Task A_switch_embeds_the_gallery_anew_and_people_stay_known_a_broken_model_is_refused_and_the_old_one_goes_on()
    {
        Needs.Pictures();
        Needs.Models();
        Assert.SkipUnless(File.Exists(CustomPack.DetectorFile), $"{CustomPack.DetectorFile} is absent.");
        using var packs = new RunFolder();
        var (other, broken) = (CustomPack.Make(packs, "other"), CustomPack.Make(packs, "broken"));
        await using var stage = await Stage.StartAsync(
            $"""
            cameras:
              - name: door
                source: {await Clips.MakeAsync("woman.h264")}
            recognition:
              lost_after_ms: 500
            backends:
              - name: cpu
                pack: starter
              - name: other
                pack: {other}
                detector_size: 320
              - name: broken
                pack: {broken}
              - name: absent
                pack: buffalo_sc
            """,
            prepare: async folder =>
            {
                await CustomPack.InstallAsync(other, folder.Under("data"));
                await CustomPack.InstallAsync(broken, folder.Under("data"));
                CustomPack.Damage("broken", folder.Under("data"));
            });
        await stage.RecognisingAsync();
        await stage.EnrollAsync("Anna", await Clips.WomanAsync());
        await stage.EnrollAsync("Bea", await Pictures.NeighbourAsync(packs));
        var starter = await RecognisedAsync(stage, "cpu", 0.42);

        Assert.NotEqual(starter, await SwitchAsync(stage));
        await RefuseAsync(stage, "broken", "fr_feature.onnx");
        await RefuseAsync(stage, "absent", "buffalo_sc");

        var from = stage.Recorder.Count;
        var back = await stage.CommandAsync("backend", "cpu", 60);
        Assert.True(back.IsOk(), back.ToString());
        // Its embeddings were kept.
        Assert.Equal(0, back.Data().GetProperty("embedded").GetInt32());
        await stage.RecognisingAsync("cpu", from);
        Assert.Equal(starter, await RecognisedAsync(stage, "cpu", 0.42));
    }

    [Fact]
    public async Task A_pack_with_a_file_that_is_no_model_or_another_one_than_its_manifest_says_is_not_installed()
    {
        Needs.Models();
        Assert.SkipUnless(File.Exists(CustomPack.DetectorFile), $"{CustomPack.DetectorFile} is absent.");
        using var packs = new RunFolder();
        var garbage = CustomPack.Make(packs, "garbage");
        await File.WriteAllTextAsync(Path.Combine(garbage, "fr_feature.onnx"), "This is no model.");
        var changed = CustomPack.Make(packs, "changed");
        var manifest = Path.Combine(changed, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace(
            """{"name":"fr_feature.onnx"}""", $$"""{"name":"fr_feature.onnx","sha512":"{{new string('0', 128)}}"}""", StringComparison.Ordinal));
        foreach (var pack in (string[])[garbage, changed])
        {
            var (code, output) = await NodeProcess.CommandAsync("models", "fetch", pack, "--data", packs.Under("data"));
            Assert.Equal(1, code);
            Assert.Contains("fr_feature.onnx", output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateDirectories(packs.Under("data", "models"), "custom-*"));
    }

    private static async Task<string> SwitchAsync(Stage stage)
    {
        var from = stage.Recorder.Count;
        var reply = await stage.CommandAsync("backend", """{"name":"other","transaction":"s"}""", 60);
        Assert.True(reply.IsOk(), reply.ToString());
        Assert.Equal(("other", 2), (reply.Data().GetProperty("active").GetString(), reply.Data().GetProperty("embedded").GetInt32()));
        await stage.Recorder.WaitForAsync(
            "progress", message => message.Topic == Stage.Topic("response/backend") && message["status"] == "progress" && message["transaction"] == "s", 5, from);
        await stage.RecognisingAsync("other", from);
        var steps = stage.Recorder.Messages(from).Where(message => message.Topic == Stage.Topic("backend")).ToList();
        Assert.Equal([("cpu", "other"), ("other", null)], steps.Select(step => (step["active"], step["switching_to"])).Distinct());
        Assert.True(Available(steps[^1], "other").GetProperty("ready").GetBoolean());
        return await RecognisedAsync(stage, "other", 0.40);
    }

    private static async Task RefuseAsync(Stage stage, string backend, string named)
    {
        var from = stage.Recorder.Count;
        var reply = await stage.CommandAsync("backend", backend, 60);
        Assert.Equal("backend_unavailable", reply.ErrorCode());
        var problem = reply.GetProperty("error").GetProperty("message").GetString()!;
        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.Contains("models fetch", problem, StringComparison.Ordinal);
        Assert.Equal("other", reply.Data().GetProperty("active").GetString());
        await stage.RecognisingAsync("other", from);
        var told = Available(stage.Recorder.Latest(Stage.Topic("backend"))!, backend);
        Assert.Equal((false, problem), (told.GetProperty("ready").GetBoolean(), told.GetProperty("problem").GetString()));
        await RecognisedAsync(stage, "other", 0.40);
    }

    // Somebody who comes now is known, by this backend; returns the model.
    private static async Task<string> RecognisedAsync(Stage stage, string backend, double threshold)
    {
        var from = stage.Recorder.Count;
        foreach (var name in (string[])["Anna", "Bea"])
        {
            // What was decided just before the switch may still come after it.
            var told = await stage.Recorder.WaitForAsync(
                $"{name} recognised by {backend}",
                message => message.Topic == Stage.Topic("door", "event") && message["event_type"] == "recognized" && message["identity"] == name && message["backend"] == backend,
                60,
                from);
            Assert.Equal(backend, told["decided_by"]);
            Assert.Equal(threshold, told.Json.GetProperty("threshold").GetDouble(), 3);
        }

        Assert.DoesNotContain(stage.Recorder.Messages(from), message => message.Topic == Stage.Topic("door", "event") && message["event_type"] == "changed");
        return stage.Recorder.Latest(Stage.Topic("door", "face"))!["model"]!;
    }

    private static JsonElement Available(Received backends, string name) =>
        backends.Json.GetProperty("available").EnumerateArray().Single(backend => backend.GetProperty("name").GetString() == name);
}
