using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Node.CommandLine;

/// <summary>A folder of faces goes to the node picture by picture; refusals are told and do not stop the rest; the exit code says whether all are known.</summary>
public sealed class FolderTeachingTests : IDisposable
{
    private const string Added = """{"status":"ok","data":{"added":1},"transaction":null}""";
    private const string Known = """{"status":"ok","data":{"added":0},"transaction":null}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everybody_is_taught_and_each_persons_pictures_are_counted()
    {
        Put("Anna/1.jpg", "Anna/2.jpg", "Anna/3.jpg", "Zoë A+B/1.webp", "train/x.webp");
        await using var node = await ScriptedNode.StartAsync((_, payload) =>
            [payload.Contains("2.jpg", StringComparison.Ordinal) ? Refused("no_face") : payload.Contains("3.jpg", StringComparison.Ordinal) ? Known : Added]);
        var run = await Run.Line(node.Args("enroll", "--folder", _folder.Under()));
        Assert.Equal(0, run.Code);
        Assert.Equal(
            """
            name     pictures  added  known_before  skipped  reasons
            Anna     3         1      1             1        1 no_face
            Zoë A+B  1         1      0             0

            """.ReplaceLineEndings("\n"),
            run.Out);
        Assert.Contains("train: no person's folder, skipped\n", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{_folder.Under("Anna", "2.jpg")}: No. (no_face)\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(["enroll/Anna", "enroll/Anna", "enroll/Anna", "enroll"], node.Received.Select(one => one.Command));
        var last = JsonNode.Parse(node.Received.Last().Payload)!;
        Assert.Equal(("Zoë A+B", "Zoë A+B/1.webp"), ((string?)last["name"], Encoding.UTF8.GetString(Convert.FromBase64String((string)last["image"]!))));
    }

    [Fact]
    public async Task Somebody_without_a_usable_picture_makes_the_exit_code_1_and_the_others_are_taught_all_the_same()
    {
        Put("Anna/1.jpg", "Bea/1.jpg", "unavailable/1.jpg");
        Directory.CreateDirectory(_folder.Under("Cleo"));
        await using var node = await ScriptedNode.StartAsync((command, _) => [command == "enroll/Anna" ? Refused("looks_like_other") : Added]);
        var run = await Run.Line(node.Args("enroll", "--folder", _folder.Under(), "--json"));
        Assert.Equal(1, run.Code);
        var people = JsonNode.Parse(run.Out)!["people"]!.AsArray();
        Assert.Equal(
            ["Anna 0 1 looks_like_other", "Bea 1 ", "Cleo 0 ", "unavailable 0 1 bad_request"],
            people.Select(person => $"{person!["name"]} {person["added"]} {person["reasons"]}"));
        Assert.Equal(2, node.Received.Count);
    }

    [Fact]
    public async Task A_full_persons_further_pictures_are_not_sent()
    {
        Put("Anna/1.jpg", "Anna/2.jpg", "Anna/3.jpg", "Anna/4.jpg", "Bea/1.jpg");
        await using var node = await ScriptedNode.StartAsync((_, payload) => [payload == "Anna/2.jpg" ? Refused("exists") : Added]);
        var run = await Run.Line(node.Args("enroll", "--folder", _folder.Under(), "--json"));
        Assert.Equal((0, 3), (run.Code, node.Received.Count));
        Assert.Equal("3 exists", (string?)JsonNode.Parse(run.Out)!["people"]![0]!["reasons"]);
    }

    [Fact]
    public async Task A_busy_node_is_asked_again()
    {
        Put("Anna/1.jpg");
        var asked = new ConcurrentQueue<string>();
        await using var node = await ScriptedNode.StartAsync((command, _) =>
        {
            asked.Enqueue(command);
            return [asked.Count == 1 ? Refused("rate_limited") : Added];
        });
        Assert.Equal(0, (await Run.Line(node.Args("enroll", "--folder", _folder.Under()))).Code);
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task A_node_that_takes_no_pictures_or_falls_silent_ends_it_with_what_was_done_so_far()
    {
        Put("Anna/1.jpg", "Bea/1.jpg");
        await using var closed = await ScriptedNode.StartAsync((_, _) => [Refused("not_allowed")]);
        var refused = await Run.Line(closed.Args("enroll", "--folder", _folder.Under()));
        Assert.Equal((1, 1), (refused.Code, closed.Received.Count));
        await using var silent = await ScriptedNode.StartAsync((command, _) => command == "enroll/Anna" ? [Added] : []);
        var lost = await Run.Line(silent.Args("enroll", "--folder", _folder.Under(), "--timeout", "1"));
        Assert.Equal(4, lost.Code);
        Assert.Contains("Anna  1         1", lost.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enroll", "Anna", "--folder", ".")]
    [InlineData("enroll", "--picture", "a.jpg")]
    [InlineData("enroll", "--camera", "door")]
    [InlineData("enroll", "--folder", ".", "--camera", "door")]
    [InlineData("enroll", "--folder", "/nowhere/at/all")]
    public async Task Options_that_do_not_go_together_end_with_2(params string[] args) => Assert.Equal(2, (await Run.Line(args)).Code);

    private static string Refused(string code) =>
        $$$"""{"status":"error","error":{"code":"{{{code}}}","message":"No."},"data":{},"transaction":null}""";

    private void Put(params string[] files)
    {
        foreach (var file in files)
        {
            var path = _folder.Under(file.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file);
        }
    }
}
