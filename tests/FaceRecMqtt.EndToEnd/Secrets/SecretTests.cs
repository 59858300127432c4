using System.Text;
using System.Text.RegularExpressions;

namespace FaceRecMqtt.EndToEnd.Secrets;

/// <summary>Passwords of the broker and of cameras.</summary>
public sealed partial class SecretTests
{
    private const string CameraPassword = "Cam-S3cret@7";
    private const string WrongPassword = "Wrong-S3cret";
    private const string BrokerPassword = "Brk-S3cret+9";
    private const string Digest = "Dig-S3cret%2";

    [Fact]
    public async Task Passwords_are_used_and_appear_in_no_log_no_message_no_check_and_no_diagnosis()
    {
        Needs.Pictures();
        var clip = await Clips.MakeAsync("woman.h264");
        await using var basic = await RtspServerProcess.StartAsync([("woman", clip)], "--user", "viewer", "--password", CameraPassword);
        await using var digest = await RtspServerProcess.StartAsync([("woman", clip)], "--user", "viewer", "--password", Digest, "--digest");
        using var files = new RunFolder();
        var port = basic.Port;
        await using var stage = await Stage.StartAsync(
            $"""
            log:
              level: trace
            cameras:
              - name: address
                source: rtsp://viewer:{Uri.EscapeDataString(CameraPassword)}@127.0.0.1:{port}/woman
              - name: beside
                source: {basic.Address("woman")}
                username: viewer
                password: {CameraPassword}
              - name: file
                source: {digest.Address("woman")}
                username: viewer
                password_file: {files.Write("camera-password", Digest + "\n")}
              - name: wrong
                source: rtsp://viewer:{WrongPassword}@127.0.0.1:{port}/woman
              - name: elsewhere
                source: rtsp://viewer:{WrongPassword}@127.0.0.1:{FreePort.Take()}/woman?token={WrongPassword}
            """,
            login: ("node", BrokerPassword));
        foreach (var camera in (string[])["address", "beside", "file"])
        {
            await stage.OnlineAsync(camera);
        }

        await stage.Recorder.WaitForAsync(
            "health names both cameras",
            message => message.Topic == Stage.Topic("health") && message.Text.Contains("wrong: ", StringComparison.Ordinal) && message.Text.Contains("elsewhere: ", StringComparison.Ordinal),
            30);
        Assert.Equal("unauthorized", await ReasonAsync(stage, "wrong"));
        Assert.Equal("unreachable", await ReasonAsync(stage, "elsewhere"));
        foreach (var camera in (string[])["address", "beside", "file", "wrong", "elsewhere"])
        {
            // What a command answers and what a refused one says.
            await stage.CommandAsync("camera", $$"""{"camera":"{{camera}}"}""");
        }

        var said = new Dictionary<string, string>
        {
            ["what was published"] = string.Join('\n', stage.Recorder.Messages().Select(message => $"{message.Topic} {message.Text}")),
            ["what the node logged"] = stage.Process.Log,
        };
        Assert.Contains("configuration", said["what was published"], StringComparison.Ordinal);
        await CheckAsync(stage, said);
        foreach (var (where, text) in said)
        {
            AssertNoSecret(where, text);
        }
    }

    private static async Task<string?> ReasonAsync(Stage stage, string camera) =>
        (await stage.CommandAsync("camera", $$"""{"camera":"{{camera}}"}""")).Data().GetProperty("reason").GetString();

    private static async Task CheckAsync(Stage stage, Dictionary<string, string> said)
    {
        var good = stage.Folder.Under("facerec.yaml");
        var (code, output) = await NodeProcess.CommandAsync("config", "check", good);
        Assert.True(code == 0, output);
        said["config check"] = output;

        (code, output) = await NodeProcess.CommandAsync("doctor", "--config", good);
        Assert.Equal(1, code);
        Assert.Contains("camera address", output, StringComparison.Ordinal);
        Assert.Contains("check username and password", output, StringComparison.Ordinal);
        said["doctor"] = output;

        // Passwords where they do not belong, beside mistakes.
        var yaml = await File.ReadAllTextAsync(good);
        var bad = stage.Folder.Write("bad.yaml", PasswordFileLine().Replace(yaml, $"  password: {BrokerPassword}\n  pasword: {BrokerPassword}", 1) + $"""

              - name: twice
                source: rtsp://viewer:{WrongPassword}@127.0.0.1/x
                password: {CameraPassword}
              - name: odd
                source: ftp://viewer:{WrongPassword}@127.0.0.1/x
            """);
        (code, output) = await NodeProcess.CommandAsync("config", "check", bad);
        Assert.True(code == 3, output);
        said["config check with mistakes"] = output;
        (code, output) = await NodeProcess.CommandAsync("run", "--config", bad);
        Assert.True(code == 3, output);
        said["a refused start"] = output;
    }

    private static void AssertNoSecret(string where, string text)
    {
        foreach (var password in (string[])[CameraPassword, WrongPassword, BrokerPassword, Digest])
        {
            foreach (var form in (string[])
            [
                password, Uri.EscapeDataString(password), password[..^2],
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"viewer:{password}")), Convert.ToBase64String(Encoding.UTF8.GetBytes($"node:{password}")),
            ])
            {
                var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
                Assert.True(at < 0, $"{where} shows {form}: …{(at < 0 ? "" : text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 200)])}…");
            }
        }
    }

    [GeneratedRegex("^  password_file: .*broker-password$", RegexOptions.Multiline)]
    private static partial Regex PasswordFileLine();
}
