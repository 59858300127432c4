namespace FaceRecMqtt.EndToEnd.Commands;

/// <summary>Strangers before a camera: ids that survive a restart, a name for one, silence for another.</summary>
public sealed class UnknownsTests
{
    [Fact]
    public async Task Of_three_strangers_one_gets_a_name_and_one_is_ignored_and_the_third_keeps_its_id_over_a_restart()
    {
        Needs.Pictures();
        Needs.Models();
        using var pictures = new RunFolder();
        Directory.CreateDirectory(pictures.Under("door"));
        File.Copy(Clips.Sample(3), pictures.Under("door", "1.jpg"));
        await using var stage = await Stage.StartAsync($"""
            cameras:
              - name: door
                source: {pictures.Under("door")}
                picture_interval_s: 0.2
            """);
        await stage.RecognisingAsync();
        await WaitForPresentAsync(stage, 0, "unknown", "unknown", "unknown");
        var ids = (await UnknownsAsync(stage)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(3, ids.Length);
        Assert.Equal(ids, Told(stage, 0).Order(StringComparer.Ordinal));

        var from = stage.Recorder.Count;
        var named = await stage.CommandAsync("unknowns/assign", $$"""{"unknown_id":"{{ids[0]}}","name":"Bea"}""");
        Assert.True(named.IsOk(), named.ToString());
        Assert.Equal(ids[0], (await stage.EventAsync("door", "recognized", "Bea", from))["unknown_id"]);
        Assert.True((await stage.CommandAsync("unknowns/ignore", ids[1]!)).IsOk());
        Assert.Equal("not_found", (await stage.CommandAsync("enroll", $$"""{"unknown_id":"{{ids[0]}}","name":"Bea"}""")).ErrorCode());

        await stage.Process.StopAsync();
        from = stage.Recorder.Count;
        await stage.StartNodeAsync();
        // Events of a track are told before it stands among those present.
        await WaitForPresentAsync(stage, from, "Bea", "unknown", "unknown");
        Assert.Equal([ids[2]], Told(stage, from));
        Assert.Equal(ids[1..], (await UnknownsAsync(stage)).Order(StringComparer.Ordinal));
    }

    // Ids of all unknown events told from there on.
    private static IEnumerable<string?> Told(Stage stage, int from) => stage.Recorder.Messages(from)
        .Where(message => message.Topic == Stage.Topic("door", "event") && message["event_type"] == "unknown").Select(message => message["unknown_id"]);

    private static async Task<IEnumerable<string?>> UnknownsAsync(Stage stage) => (await stage.CommandAsync("unknowns/list", ""))
        .Data().GetProperty("unknowns").EnumerateArray().Select(unknown => unknown.GetProperty("unknown_id").GetString());

    private static Task<Received> WaitForPresentAsync(Stage stage, int from, params string[] names) => stage.Recorder.WaitForAsync(
        $"present: {string.Join(", ", names)}",
        message => message.Topic == Stage.Topic("door", "present")
            && message.Json.EnumerateArray().Select(face => face.GetProperty("identity").GetString()!).Order(StringComparer.Ordinal).SequenceEqual(names),
        60,
        from);
}
