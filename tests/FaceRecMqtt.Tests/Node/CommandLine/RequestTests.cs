using System.Text;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class RequestTests
{
    private const string Ok = """{"status":"ok","data":{},"transaction":null}""";

    [Fact]
    public async Task Command_shows_progress_and_reply()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) =>
        [
            """{"status":"progress","data":{"done":3,"of":10}}""",
            """{"status":"ok","data":{"active":"cpu2"},"transaction":null}""",
        ]);
        var run = await Run.Line(node.Args("command", "backend", "cpu2"));
        Assert.Equal((0, "active: cpu2\n", "backend: 3 of 10\n"), (run.Code, run.Out, run.Error));
        var (command, payload) = Assert.Single(node.Received);
        Assert.Equal(("backend", "cpu2"), (command, Encoding.UTF8.GetString(payload)));
    }

    [Fact]
    public async Task Guidance_is_shown_as_it_comes()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) =>
        [
            """{"status":"progress","data":{"done":0,"of":5,"text":"Look at the camera."}}""",
            """{"status":"progress","data":{"done":1,"of":5,"text":"Turn your head slowly to the left."}}""",
            Ok,
        ]);
        var run = await Run.Line(node.Args("enroll", "Anna", "--camera", "door"));
        Assert.Equal((0, "enroll: 0 of 5: Look at the camera.\nenroll: 1 of 5: Turn your head slowly to the left.\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task Refusal_is_told_with_its_code_and_ends_with_1()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) =>
            ["""{"status":"error","error":{"code":"not_found","message":"Nobody is called bea."},"data":{},"transaction":null}"""]);
        var run = await Run.Line(node.Args("people", "delete", "bea"));
        Assert.Equal((1, "", "Nobody is called bea. (not_found)\n"), (run.Code, run.Out, run.Error));
    }

    [Fact]
    public async Task People_are_listed_as_a_table_or_as_JSON()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) =>
            ["""{"status":"ok","data":{"people":[{"id":"anna","name":"Anna B.","samples":3},{"id":"bea","name":"Bea","samples":12}]},"transaction":null}"""]);
        Assert.Equal("id    name     samples\nanna  Anna B.  3\nbea   Bea      12\n", (await Run.Line(node.Args("people", "list"))).Out);
        Assert.StartsWith("""{"people":[{"id":"anna",""", (await Run.Line(node.Args("people", "list", "--json"))).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_people_are_named_and_ignored()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        Assert.Equal(0, (await Run.Line(node.Args("unknowns", "assign", "u-7f3a2c", "Anna B.", "--force"))).Code);
        Assert.Equal(0, (await Run.Line(node.Args("unknowns", "ignore", "u-7f3a2c"))).Code);
        Assert.Equal(0, (await Run.Line(node.Args("unknowns", "ignore", "u-7f3a2c", "--undo"))).Code);
        Assert.Equal(0, (await Run.Line(node.Args("unknowns", "list"))).Code);
        Assert.Equal(
            [
                ("unknowns/assign", """{"unknown_id":"u-7f3a2c","name":"Anna B.","force":true}"""),
                ("unknowns/ignore", """{"unknown_id":"u-7f3a2c","ignored":true}"""),
                ("unknowns/ignore", """{"unknown_id":"u-7f3a2c","ignored":false}"""),
                ("unknowns/list", ""),
            ],
            node.Received.Select(one => (one.Command, Encoding.UTF8.GetString(one.Payload))));
    }

    [Fact]
    public async Task Pictures_are_sent_as_they_are_and_each_verdict_is_told()
    {
        await using var node = await ScriptedNode.StartAsync((_, payload) => payload.StartsWith("good", StringComparison.Ordinal)
            ? [Ok]
            : ["""{"status":"error","error":{"code":"no_face","message":"No face was found in the picture."},"data":{},"transaction":null}"""]);
        using var folder = new TemporaryFolder();
        var (good, bad) = (folder.File("good.jpg", "good"), folder.File("bad.jpg", "bad"));
        var run = await Run.Line(node.Args("enroll", "Änne Maria", "--picture", good, bad));
        Assert.Equal(1, run.Code);
        Assert.Equal($"{good}: learned\n{bad}: refused\n{bad}: No face was found in the picture. (no_face)\n", run.Error);
        Assert.Equal([("enroll/Änne Maria", "good"), ("enroll/Änne Maria", "bad")], node.Received.Select(one => (one.Command, Encoding.UTF8.GetString(one.Payload))));
    }

    [Fact]
    public async Task Name_that_cannot_stand_in_a_topic_is_sent_as_JSON()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await Run.Line(node.Args("enroll", "A/B+C", "--picture", folder.File("p.jpg", "bytes")))).Code);
        var (command, payload) = Assert.Single(node.Received);
        var sent = JsonNode.Parse(payload)!;
        Assert.Equal(("enroll", "A/B+C", Convert.ToBase64String("bytes"u8)), (command, (string?)sent["name"], (string?)sent["image"]));
    }

    [Fact]
    public async Task Camera_is_learned_from_with_samples_and_seconds()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        Assert.Equal(0, (await Run.Line(node.Args("enroll", "Anna", "--camera", "door", "--samples", "7", "--seconds", "20", "--force"))).Code);
        Assert.Equal(
            """{"name":"Anna","force":true,"camera":"door","samples":7,"seconds":20}""",
            Encoding.UTF8.GetString(Assert.Single(node.Received).Payload));
    }

    [Theory]
    [InlineData("""{"person":"a","n":1}""", "person=a", "n=1")]
    [InlineData("""{"enabled":true,"name":"x=y","zip":"007"}""", "enabled=true", "name=x=y", "zip=007")]
    [InlineData("""{"a":[1]}""", "{\"a\": [1]}")]
    [InlineData("two words", "two", "words")]
    [InlineData("")]
    public async Task Arguments_become_the_payload(string expected, params string[] words)
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        Assert.Equal(0, (await Run.Line(node.Args(["command", "x", .. words]))).Code);
        Assert.Equal(expected, Encoding.UTF8.GetString(Assert.Single(node.Received).Payload));
    }

    [Fact]
    public async Task Silent_node_is_told_in_time()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => []);
        var run = await Run.Line(node.Args("command", "ping", "--timeout", "1"));
        Assert.Equal(4, run.Code);
        Assert.Contains("facerec/edge has not answered for 1 s", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_node_at_the_broker_is_found()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        await node.PublishAtAsync("facerec/old/state", "offline", retain: true);
        Assert.Equal(0, (await Run.Line(node.Anywhere("command", "ping"))).Code);
        Assert.Single(node.Received);
    }

    [Fact]
    public async Task Several_nodes_are_named_and_none_is_chosen()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        await node.PublishAtAsync("facerec/attic/state", "online", retain: true);
        var run = await Run.Line(node.Anywhere("command", "ping"));
        Assert.Equal((2, "facerec: several nodes are running: attic, edge; name one with --node\n"), (run.Code, run.Error));
        Assert.Empty(node.Received);
    }

    [Fact]
    public async Task Broker_without_a_node_is_told()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        var run = await Run.Line(node.Anywhere("command", "ping", "--base", "elsewhere"));
        Assert.Equal(4, run.Code);
        Assert.Contains("no node below elsewhere", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_node_is_told()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok], state: "offline");
        var run = await Run.Line(node.Args("command", "ping"));
        Assert.Equal(4, run.Code);
        Assert.Contains("the node edge is offline", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Absent_broker_is_told_without_a_stack_trace()
    {
        var run = await Run.Line("command", "ping", "--host", "127.0.0.1", "--port", "1");
        Assert.Equal(4, run.Code);
        Assert.Equal("facerec: no connection to the broker 127.0.0.1:1: Connection refused; does it run, and are --host and --port right?\n", run.Error);
    }

    [Fact]
    public async Task Login_comes_from_the_options_and_a_wrong_one_is_told()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok], login: ("me", "hunter2"));
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await Run.Line(node.Args("command", "ping", "--username", "me", "--password-file", folder.File("pw", "hunter2\n")))).Code);
        var refused = await Run.Line(node.Args("command", "ping", "--username", "me", "--password-file", folder.File("pw2", "wrong-secret\n")));
        Assert.Equal(4, refused.Code);
        Assert.Contains("BadUserNameOrPassword; check --username and --password-file", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_JSON_and_missing_files_are_told()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        Assert.Equal(2, (await Run.Line(node.Args("command", "x", "{broken"))).Code);
        Assert.Equal(2, (await Run.Line(node.Args("enroll", "A", "--picture", "/nowhere.jpg"))).Code);
        Assert.Empty(node.Received);
    }
}
