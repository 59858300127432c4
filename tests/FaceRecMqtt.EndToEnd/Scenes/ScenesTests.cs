namespace FaceRecMqtt.EndToEnd.Scenes;

/// <summary>Two RTSP cameras, H.264 and H.265: known people, strangers, and someone enrolled who is never shown.</summary>
public sealed class ScenesTests
{
    private const int Portraits = 3;

    [Fact]
    public async Task People_enrolled_from_portraits_are_named_on_h264_and_h265_and_strangers_are_not()
    {
        Needs.Pictures();
        Needs.Models();
        Needs.LabelledFaces();
        await using var server = await RtspServerProcess.StartAsync(
            [("h264", await Clips.MakeAsync("scenes.h264")), ("h265", await Clips.MakeAsync("scenes.h265"))], "--clock");
        await using var stage = await Stage.StartAsync($"""
            cameras:
              - name: h264
                source: {server.Address("h264")}
              - name: h265
                source: {server.Address("h265")}
            recognition:
              lost_after_ms: 1000
            """);
        await stage.RecognisingAsync();
        await EnrollAsync(stage);
        await stage.OnlineAsync("h264");
        await stage.OnlineAsync("h265");

        var from = stage.Recorder.Count;
        await Task.Delay(TimeSpan.FromSeconds(ScenesClip.Seconds + 3));
        var messages = stage.Recorder.Messages(from);

        foreach (var camera in (string[])["h264", "h265"])
        {
            AssertNames(camera, [.. messages.Where(message => message.Topic == Stage.Topic(camera, "event"))]);
        }

        ContractTopics.AssertComplete(stage.Recorder, ["h264", "h265"]);
        ContractTopics.AssertDiscovery(stage.Recorder, ["h264", "h265"]);
    }

    private static async Task EnrollAsync(Stage stage)
    {
        foreach (var person in LabelledScenes.People)
        {
            for (var number = 1; number <= Portraits; number++)
            {
                await stage.EnrollAsync(person, LabelledScenes.Portrait(person, number));
            }
        }
    }

    private static void AssertNames(string camera, IReadOnlyList<Received> events)
    {
        var clip = new ScenesClip();
        var right = new HashSet<ScenesClip.Answer>();
        var strangers = 0;
        foreach (var shown in events.Where(shown => shown["event_type"] is "recognized" or "unknown" or "changed"))
        {
            var truth = clip.Of(shown.Json);
            if (shown["person"] is { } person)
            {
                Assert.True(person == truth.Name, $"{camera}: named {person}, is {truth.Name ?? "a stranger"} of scene {truth.Scene}: {shown.Text}");
                right.Add(truth);
            }
            else if (truth.Name is null)
            {
                strangers++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{camera}: {right.Count} of 23 people named, {strangers} strangers noticed");
        // 23 faces are shown; one of them is cut in half by the picture's edge, some turn away.
        Assert.True(right.Count >= 21, $"{camera}: only {right.Count} of 23 people were named: {string.Join(' ', right)}");
        Assert.True(strangers >= 5, $"{camera}: only {strangers} strangers were noticed.");
    }
}
