using System.Text;

namespace FaceRecMqtt.Tests.Node.CommandLine;

/// <summary>What the commands that look after people send.</summary>
public sealed class ManagingTests
{
    private const string Ok = """{"status":"ok","data":{},"transaction":null}""";

    [Theory]
    [InlineData("people/set", """{"person":"anna","threshold":0.55}""", "people", "set", "anna", "--threshold", "0.55")]
    [InlineData("people/set", """{"person":"anna","threshold":0}""", "people", "set", "anna", "--threshold", "0")]
    [InlineData("people/set", """{"person":"anna","ignored":true}""", "people", "set", "anna", "--ignored", "true")]
    [InlineData("people/set", """{"person":"anna","ignored":false}""", "people", "set", "anna", "--ignored", "false")]
    [InlineData("people/merge", """{"from":"anna-2","into":"anna"}""", "people", "merge", "anna-2", "anna")]
    [InlineData("people/export", "{}", "people", "export")]
    [InlineData("people/export", """{"person":"anna","file":"a.zip"}""", "people", "export", "anna", "--file", "a.zip")]
    [InlineData("people/import", """{"file":"a.zip"}""", "people", "import", "a.zip")]
    [InlineData("people/import", """{"file":"a.zip","force":true}""", "people", "import", "a.zip", "--force")]
    [InlineData("people/erase", """{"person":"anna"}""", "people", "erase", "anna")]
    [InlineData("samples/list", """{"person":"anna"}""", "samples", "list", "anna")]
    [InlineData("samples/delete", """{"sample":17}""", "samples", "delete", "17")]
    [InlineData("anchors/add", """{"person":"anna","sample":17}""", "anchors", "add", "anna", "--sample", "17")]
    [InlineData("anchors/add", """{"person":"anna","unknown_id":"u-7f"}""", "anchors", "add", "anna", "--unknown", "u-7f")]
    [InlineData("anchors/delete", """{"anchor":18}""", "anchors", "delete", "18")]
    [InlineData("calibrate", "{}", "calibrate")]
    [InlineData("calibrate", """{"apply":true}""", "calibrate", "--apply")]
    [InlineData("calibrate", """{"reset":true}""", "calibrate", "--reset")]
    [InlineData("backup", "{}", "backup")]
    [InlineData("backup", """{"file":"b.db"}""", "backup", "b.db")]
    [InlineData("restore", """{"file":"b.db"}""", "restore", "b.db")]
    public async Task What_is_typed_becomes_the_command(string command, string payload, params string[] words)
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        var run = await Run.Line(node.Args(words));
        Assert.True(run.Code == 0, run.Error);
        var (sent, bytes) = Assert.Single(node.Received);
        Assert.Equal((command, payload), (sent, Encoding.UTF8.GetString(bytes)));
    }

    [Fact]
    public async Task A_picture_of_a_look_alike_is_sent()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [Ok]);
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await Run.Line(node.Args("anchors", "add", "anna", "--picture", folder.File("p.jpg", "bytes")))).Code);
        var (command, payload) = Assert.Single(node.Received);
        Assert.Equal(("anchors/add", $$"""{"person":"anna","image":"{{Convert.ToBase64String("bytes"u8)}}"}"""), (command, Encoding.UTF8.GetString(payload)));
    }

    [Theory]
    [InlineData("anchors", "add", "anna")]
    [InlineData("anchors", "add", "anna", "--sample", "1", "--unknown", "u")]
    [InlineData("samples", "delete", "many")]
    [InlineData("people", "merge", "anna")]
    [InlineData("people", "set", "anna", "--threshold", "high")]
    [InlineData("restore")]
    public async Task What_cannot_be_meant_ends_with_2(params string[] words)
    {
        var run = await Run.Line(words);
        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error.Trim());
    }
}
