using System.Text;
using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Commands;

/// <summary>People taught, renamed and forgotten while cameras run.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task People_are_taught_by_picture_and_camera_and_every_change_shows_at_once_and_survives_a_restart()
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
              - name: desk
                source: {await Clips.MakeAsync("alone.h264")}
            """);
        await stage.RecognisingAsync();
        await WaitForPresentAsync(stage, "unknown", "unknown", "unknown");

        await TeachAsync(stage, await Pictures.NeighbourAsync(pictures));
        await ListAsync(stage);
        await RefuseAsync(stage);
        await ChangeAsync(stage);
        await RestartAsync(stage);
        await RestoreAsync(stage);
        await EraseAsync(stage);
    }

    private static async Task TeachAsync(Stage stage, string neighbour)
    {
        var image = Convert.ToBase64String(await File.ReadAllBytesAsync(neighbour));
        var reply = await stage.CommandAsync("enroll", $$"""{"name":"Bea","image":"{{image}}","transaction":"7"}""");
        Assert.True(reply.IsOk(), reply.ToString());
        Assert.Equal("7", reply.GetProperty("transaction").GetString());
        await stage.EventAsync("door", "recognized", "Bea");

        var from = stage.Recorder.Count;
        var live = await stage.CommandAsync("enroll", """{"name":"Anna","camera":"desk","samples":2,"seconds":12}""");
        Assert.True(live.IsOk(), live.ToString());
        Assert.InRange(live.Data().GetProperty("added").GetInt32(), 1, 2);
        var progress = await stage.Recorder.WaitForAsync(
            "progress", message => message.Topic == Stage.Topic("response/enroll") && message["status"] == "progress", 5, from);
        Assert.Equal(2, progress.Json.GetProperty("data").GetProperty("of").GetInt32());
        await stage.EventAsync("door", "recognized", "Anna");
        await WaitForPresentAsync(stage, "Anna", "Bea", "unknown");
        await WaitForPersonAsync(stage, "anna", "Anna", present: true);
        await WaitForPersonAsync(stage, "bea", "Bea", present: true);
    }

    private static async Task ListAsync(Stage stage)
    {
        await stage.Recorder.PublishAsync(
            Stage.Topic("command/people/list"), """{"transaction":8}"""u8.ToArray(), responseTopic: "asker/answers", correlation: [1, 2, 3]);
        var answer = await stage.Recorder.WaitForAsync("an answer to the asker", message => message.Topic == "asker/answers", 10);
        Assert.Equal([1, 2, 3], answer.Correlation);
        Assert.Equal(8, answer.Json.GetProperty("transaction").GetInt32());
        Assert.Equal(["Anna", "Bea"], Names(answer.Json));
        await stage.Recorder.WaitForAsync(
            "the usual answer", message => message.Topic == Stage.Topic("response/people/list") && message.Text == answer.Text, 10);
    }

    private static async Task RefuseAsync(Stage stage)
    {
        foreach (var (command, payload, code) in ((string, string, string)[])
        [
            ("people/erase/all", "", "unknown_command"),
            ("people/rename", """{"person":"anna","name":"Bea"}""", "exists"),
            ("people/rename", """{"person":"anna","name":"Unknown"}""", "bad_request"),
            ("people/rename", """{"person":"anna","name":"Eva","age":3}""", "bad_request"),
            ("people/rename", """{"person":"anna",""", "bad_request"),
            ("people/delete", "nobody", "not_found"),
            ("backend", "quantum", "not_found"),
        ])
        {
            var reply = await stage.CommandAsync(command, payload);
            Assert.True(reply.ErrorCode() == code, $"{command} {payload}: {reply}");
        }
    }

    private static async Task ChangeAsync(Stage stage)
    {
        var from = stage.Recorder.Count;
        var renamed = await stage.CommandAsync("people/rename", """{"person":"anna","name":"Änne"}""");
        Assert.True(renamed.IsOk(), renamed.ToString());
        Assert.Equal(("anna", "Änne"), (renamed.Data().GetProperty("person").GetString(), renamed.Data().GetProperty("name").GetString()));
        await WaitForPresentAsync(stage, "Bea", "unknown", "Änne");

        Assert.True((await stage.CommandAsync("people/delete", "Bea")).IsOk());
        await stage.EventAsync("door", "changed", "unknown", from);
        await WaitForPresentAsync(stage, "unknown", "unknown", "Änne");
        await WaitForPersonAsync(stage, "anna", "Änne", present: true);
        await stage.Recorder.WaitForAsync(Stage.Topic("person/bea/state"), "", 20, from);
        Assert.Equal(["Änne"], Names(await stage.CommandAsync("people/list", "")));

        // What leaves is called by its new name.
        Assert.True((await stage.CommandAsync("camera", """{"camera":"door","enabled":false}""")).IsOk());
        await stage.EventAsync("door", "left", "Änne", from);
        await WaitForPresentAsync(stage);
    }

    private static async Task RestartAsync(Stage stage)
    {
        await stage.Process.StopAsync();
        // Nobody would notice when she goes.
        await WaitForPersonAsync(stage, "anna", "Änne", present: false);
        // It lies at the broker when the node comes, as an accident of somebody's client.
        await stage.Recorder.PublishAsync(Stage.Topic("command/people/delete"), Encoding.UTF8.GetBytes("anna"), retain: true);
        var from = stage.Recorder.Count;
        await stage.StartNodeAsync();
        await stage.RecognisingAsync(from: from);
        // What was switched off stays off until somebody switches it on.
        await stage.Recorder.WaitForAsync(Stage.Topic("door", "state"), "disabled", 20, from);
        Assert.True((await stage.CommandAsync("camera", """{"camera":"door","enabled":true}""")).IsOk());
        await stage.EventAsync("door", "recognized", "Änne", from);
        await WaitForPersonAsync(stage, "anna", "Änne", present: true);
        Assert.Equal(["Änne"], Names(await stage.CommandAsync("people/list", "")));
        Assert.DoesNotContain(stage.Recorder.Messages(from), message => message.Topic == Stage.Topic("response/people/delete"));
    }

    private static async Task RestoreAsync(Stage stage)
    {
        var backup = await stage.CommandAsync("backup", "all");
        Assert.True(backup.IsOk(), backup.ToString());
        Assert.True((await stage.CommandAsync("people/delete", "anna")).IsOk());
        await WaitForPresentAsync(stage, "unknown", "unknown", "unknown");
        var restored = await stage.CommandAsync("restore", "all.db");
        Assert.True(restored.IsOk(), restored.ToString());
        await WaitForPresentAsync(stage, "unknown", "unknown", "Änne");
    }

    // Whatever the broker keeps is asked of it, as a client that comes later would.
    private static async Task EraseAsync(Stage stage)
    {
        var traced = await TracesAsync(stage);
        Assert.NotEmpty(traced);
        var from = stage.Recorder.Count;
        var erased = await stage.CommandAsync("people/erase", "anna");
        Assert.True(erased.IsOk(), erased.ToString());
        // Their state and device are cleared last.
        await stage.Recorder.WaitForAsync(
            $"no trace on {string.Join(", ", traced)}",
            _ => traced.All(topic => stage.Recorder.Latest(topic) is { } latest && !IsTrace(topic, latest.Text)),
            60,
            from);
        Assert.Empty(await TracesAsync(stage));

        // Nor does the backup bring anybody back.
        Assert.True((await stage.CommandAsync("restore", "all")).IsOk());
        Assert.Empty(Names(await stage.CommandAsync("people/list", "")));
    }

    private static async Task<IReadOnlyList<string>> TracesAsync(Stage stage) =>
        [.. (await MqttRecorder.RetainedAsync(stage.Broker.Port)).Where(message => IsTrace(message.Key, message.Value.Text)).Select(message => message.Key)];

    private static bool IsTrace(string topic, string text) => !topic.StartsWith(Stage.Topic("command"), StringComparison.Ordinal)
        && (text.Contains("Änne", StringComparison.Ordinal) || text.Contains("\\u00C4nne", StringComparison.OrdinalIgnoreCase) || text.Contains("\"anna\"", StringComparison.Ordinal));

    private static IEnumerable<string?> Names(JsonElement reply) =>
        reply.Data().GetProperty("people").EnumerateArray().Select(person => person.GetProperty("name").GetString()).Order(StringComparer.Ordinal);

    private static Task<Received> WaitForPersonAsync(Stage stage, string id, string name, bool present) => stage.Recorder.WaitForAsync(
        $"{name} is {(present ? "here" : "away")}",
        _ => stage.Recorder.Latest(Stage.Topic($"person/{id}/state")) is { Payload.Length: > 0 } state && state["name"] == name
            && state.Json.GetProperty("present").GetBoolean() == present && state.Json.GetProperty("last_seen").ValueKind == JsonValueKind.String,
        20);

    // Whatever came before, in the end exactly these are in view of the door.
    private static Task<Received> WaitForPresentAsync(Stage stage, params string[] names) => stage.Recorder.WaitForAsync(
        $"present: {string.Join(", ", names)}",
        _ => stage.Recorder.Latest(Stage.Topic("door", "present")) is { } present && present.Json.EnumerateArray()
            .Select(face => face.GetProperty("identity").GetString()!).Order(StringComparer.Ordinal).SequenceEqual(names),
        60);
}
