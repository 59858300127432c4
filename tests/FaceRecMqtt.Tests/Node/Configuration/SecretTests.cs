using CsCheck;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Rendering;

namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed class SecretTests
{
    // Long enough not to occur by chance; letters that hurt in YAML and in addresses.
    private static readonly Gen<string> Secrets = Gen.Char["abcXYZ019*&!%@:#{[/?=|>'\" -"].Array[12, 24]
        .Select(letters => new string(letters)).Where(text => text.Trim().Length >= 12);

    [Fact]
    public void Secret_never_occurs_in_anything_shown() => Gen.Select(Secrets, Gen.Int[0, 7]).Sample((secret, place) =>
    {
        var quoted = "'" + secret.Replace("'", "''", StringComparison.Ordinal) + "'";
        var encoded = Uri.EscapeDataString(secret);
        var yaml = place switch
        {
            0 => $"mqtt:\n  username: u\n  password: {quoted}\n",
            1 => $"mqtt:\n  username: u\n  password: {secret}\n",
            2 => $"cameras:\n  - name: a\n    source: rtsp://u:{encoded}@h/x\n",
            3 => $"cameras:\n  - name: a\n    source: {"'" + $"rtsp://u:{secret}@h/x".Replace("'", "''", StringComparison.Ordinal) + "'"}\n",
            4 => $"cameras:\n  - name: a\n    source: http://h/x?usr=me&pwd={encoded}&a=1\n",
            5 => $"mqtt:\n  password: [{secret}]\n  embedded: {{password: {secret}}}\n",
            6 => $"mqtt:\n  password: {quoted}\n  password_file: x\n",
            _ => $"cameras:\n  - name: a\n    source: rtsp://h/x\n    username: u\n    password: {quoted}\n    bad: 1\n",
        };
        var result = Parsed.Text(yaml);
        var shown = string.Join('\n', result.Problems.Concat(result.Notes)) + result.Configuration
            + string.Join('\n', result.Configuration?.Cameras ?? []) + result.Configuration?.Mqtt
            + (result.Configuration is null ? "" : ConfigurationJson.Render(result.Configuration).ToJsonString());
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(encoded, shown, StringComparison.Ordinal);
    });

    [Fact]
    public void Login_in_an_address_is_never_shown()
    {
        var camera = Parsed.Good("cameras:\n  - {name: a, source: 'rtsp://me:p%40ss@host:554/x?q=1'}\n").Cameras[0];
        Assert.Equal("rtsp://me:p%40ss@host:554/x?q=1", camera.Source.Reveal());
        Assert.Equal("rtsp://***@host:554/x?q=***", camera.Source.ToString());
    }

    [Theory]
    [InlineData("source: 'rtsp://me:p@s:s@host/x'")]
    [InlineData("source: 'rtsp://host/x', username: me, password: 'p@s:s'")]
    public void Login_stands_in_the_address_in_the_form_addresses_have(string keys) => Assert.Equal(
        "rtsp://me:p%40s%3As@host/x", Parsed.Good($"cameras:\n  - {{name: a, {keys}}}\n").Cameras[0].Source.Reveal());

    [Fact]
    public void Password_comes_from_the_first_line_of_its_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "hunter2\nsecond line\n");
            Assert.Equal("hunter2", Parsed.Good($"mqtt:\n  username: u\n  password_file: {file}\n").Mqtt.Password?.Reveal());
            File.WriteAllText(file, "\n");
            Assert.Contains("first line is empty", Parsed.OnlyProblem($"mqtt:\n  username: u\n  password_file: {file}\n"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Secret_prints_as_stars() => Assert.Equal("***", $"{new Secret("hunter2")}");
}
