namespace FaceRecMqtt.EndToEnd.Demonstration;

/// <summary>What <c>make demo</c> runs.</summary>
public sealed class DemoTests
{
    private const int Seconds = 45;

    // Mirrors scripts/make-demo-clip: each of five pictures is shown so long, then it is dark.
    private const double Shown = 7;

    [Fact]
    public async Task The_demonstration_recognises_its_woman_where_she_is_shown_and_nobody_else()
    {
        Needs.Pictures();
        Needs.Models();
        using var folder = new RunFolder();
        Stage.CopyModels(folder);
        var port = FreePort.Take();
        await using var demo = NodeProcess.Start("facerec demo",
        [
            "demo", "--data", folder.Under("data"), "--clip", await Clips.DemoAsync(), "--picture", await Clips.WomanAsync(),
            "--port", $"{port}", "--seconds", $"{Seconds}",
        ]);
        await demo.LineWithAsync("is enrolled over MQTT", TimeSpan.FromSeconds(60));
        await using var recorder = await MqttRecorder.ConnectAsync(port);
        await demo.ExitAsync(TimeSpan.FromSeconds(Seconds + 30));
        Assert.True(demo.ExitCode == 0, demo.Tail());

        var verdicts = recorder.Messages().Where(message => message.Topic == "facerec/demo/camera/demo/event" && message["event_type"] != "left").ToList();
        var named = verdicts.Where(message => message["person"] is not null).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, message => Assert.Equal("Anna", message["identity"]));
        // She is in one of the five pictures: whoever is called Anna while another is shown is not she.
        var times = named.Select(message => message.Json.GetProperty("capture_ts").GetDateTimeOffset()).ToList();
        Assert.InRange((times.Max() - times.Min()).TotalSeconds, 0, Shown);
        Assert.True(named.Select(message => message["track"]).Distinct().Count() <= 2, "More than one person is called Anna.");
        Assert.True(verdicts.Count - named.Count >= 5, $"Only {verdicts.Count - named.Count} others were noticed.");
        Assert.All(verdicts.Except(named), message => Assert.Equal("unknown", message["identity"]));
        TestContext.Current.TestOutputHelper?.WriteLine($"Anna {named.Count}×, {verdicts.Count - named.Count} others");

        var table = demo.Output;
        Assert.Contains("MQTT Explorer", table, StringComparison.Ordinal);
        Assert.Contains(table.Split('\n'), line => line.Contains("recognized", StringComparison.Ordinal) && line.Contains("Anna", StringComparison.Ordinal));
        Assert.Contains(table.Split('\n'), line => line.Contains("unknown", StringComparison.Ordinal));
    }
}
