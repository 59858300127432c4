using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Node.CommandLine.Watching;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class WatchTests
{
    private const string Recognized = """
        {"schema":1,"event_type":"recognized","seq":42,"node":"edge","camera":"front_door","track":"front_door-1812","person":"anna","identity":"Anna","similarity":0.634,"runner_up":null,"margin":0.423,"threshold":0.42,"pre_norm":3.41,"quality":{"face_px":118},"looks":4,"backend":"cpu","capture_ts":"2026-11-23T06:10:12.345+00:00","age_ms":143}
        """;

    [Fact]
    public async Task Events_are_shown_as_a_table()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => []);
        var watching = node.SubscribedAsync("/event");
        var run = Run.Line(node.Args("watch", "--count", "2"));
        await watching;
        await node.PublishAsync("camera/front_door/event", Recognized);
        await node.PublishAsync("camera/front_door/event", "not an event");
        await node.PublishAsync("camera/front_door/event", """{"event_type":"left","camera":"front_door","identity":"unknown","similarity":null,"backend":"cpu"}""");
        var shown = await run;
        Assert.Equal(0, shown.Code);
        var lines = shown.Out.Split('\n');
        Assert.Equal("time      camera          event       identity              similarity  margin  pre_norm    px       age  backend", lines[0]);
        Assert.EndsWith("  front_door      recognized  Anna                       0.634   0.423      3.41   118    143 ms  cpu", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("  front_door      left        unknown                        –       –         –     –         –  cpu", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_shown_as_JSON_lines_of_one_camera()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => []);
        var watching = node.SubscribedAsync("/camera/garden/event");
        var run = Run.Line(node.Args("watch", "--json", "--count", "1", "--camera", "garden"));
        await watching;
        await node.PublishAsync("camera/front_door/event", Recognized);
        await node.PublishAsync("camera/garden/event", """{ "seq": 1 }""");
        Assert.Equal("{\"seq\":1}\n", (await run).Out);
    }

    [Fact]
    public async Task Watching_ends_with_130_when_it_is_cancelled()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => []);
        using var stop = new CancellationTokenSource();
        var watching = node.SubscribedAsync("/event");
        var run = Run.Line(node.Args("watch"), stop.Token);
        await watching;
        await stop.CancelAsync();
        Assert.Equal(130, (await run).Code);
    }

    [Fact]
    public void Colours_follow_the_kind_of_event_and_names_cannot_steer_the_terminal()
    {
        var table = new EventTable(new Terminal(TextWriter.Null, TextWriter.Null, TimeProvider.System, IsColoured: true));
        Assert.StartsWith("\u001b[32m", table.Write(System.Text.Encoding.UTF8.GetBytes(Recognized)), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", table.Write("""{"identity":"\u001b[2J"}"""u8.ToArray()), StringComparison.Ordinal);
    }
}
