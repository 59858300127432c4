namespace FaceRecMqtt.EndToEnd.Commands;

/// <summary>Enrolment as a person does it in Home Assistant: type a name, stand before the camera, press the button.</summary>
public sealed class GuidedTests
{
    [Fact]
    public async Task A_name_typed_and_a_button_pressed_teach_whoever_stands_there_and_the_sentence_says_how_it_goes()
    {
        Needs.Pictures();
        Needs.Models();
        await using var stage = await Stage.StartAsync($"""
            cameras:
              - name: desk
                source: {await Clips.MakeAsync("alone.h264")}
            """);
        await stage.RecognisingAsync();
        await State(stage, "idle", 0);
        await Settings(stage, "", 0);

        // Without a name the button has nothing to do; what cannot be a name is answered with the old value.
        Assert.Equal("bad_request", (await stage.CommandAsync("learn", "desk")).ErrorCode());
        var from = stage.Recorder.Count;
        await stage.Recorder.PublishAsync(Stage.Topic("set/enroll_name"), "unknown"u8.ToArray());
        await Settings(stage, "", from);
        from = stage.Recorder.Count;
        await stage.Recorder.PublishAsync(Stage.Topic("set/enroll_name"), "Zoë"u8.ToArray());
        await Settings(stage, "Zoë", from);

        from = stage.Recorder.Count;
        var reply = await stage.CommandAsync("learn", """{"camera":"desk","samples":1}""", 60);
        Assert.True(reply.IsOk(), reply.ToString());
        Assert.Equal("Zoë", reply.Data().GetProperty("name").GetString());
        var done = await State(stage, "done", from);
        Assert.Equal(("Zoë", "desk", "Zoë was learned from 1 look."), (done["person"], done["camera"], done["text"]));
        await Settings(stage, "", from);
        await stage.EventAsync("desk", "recognized", "Zoë", from);

        // The same face under another name, at whichever camera shows it.
        from = stage.Recorder.Count;
        await stage.Recorder.PublishAsync(Stage.Topic("set/enroll_name"), "Bea"u8.ToArray());
        var refused = await stage.CommandAsync("enroll", """{"samples":1}""", 60);
        Assert.Equal("looks_like_other", refused.ErrorCode());
        Assert.Equal("Zoë", refused.Data().GetProperty("identity").GetString());
        Assert.Equal("looks_like_other", (await State(stage, "refused", from))["reason"]);
        await Settings(stage, "Bea", from);
    }

    private static Task<Received> State(Stage stage, string step, int from) => stage.Recorder.WaitForAsync(
        $"enroll/state: {step}", message => message.Topic == Stage.Topic("enroll/state") && message["step"] == step, 60, from);

    private static Task<Received> Settings(Stage stage, string name, int from) => stage.Recorder.WaitForAsync(
        $"settings: '{name}'", message => message.Topic == Stage.Topic("settings") && message["enroll_name"] == name, 30, from);
}
