using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed class DifferenceTests
{
    private const string Before = """
        mqtt:
          host: broker
          username: node
          password: first
        cameras:
          - name: door
            source: rtsp://viewer:one@192.168.1.20/stream1
        backends:
          - name: cpu
          - name: other
            pack: custom
        commands:
          allow: [ping, enroll]
        """;

    [Fact]
    public void The_same_file_read_twice_does_not_differ_passwords_and_lists_included() =>
        Assert.Empty(ConfigurationDifference.Between(Parsed.Good(Before), Parsed.Good(Before)));

    [Theory]
    [InlineData("host: broker", "host: other", "mqtt.host")]
    [InlineData("password: first", "password: second", "mqtt.password")]
    [InlineData("pack: custom", "pack: buffalo_sc", "backends[1].pack")]
    [InlineData("[ping, enroll]", "[ping]", "commands.allow")]
    [InlineData("name: cpu", "name: npu", "backends[0].name")]
    [InlineData("viewer:one", "viewer:two", "cameras[0].password cameras[0].source")]
    [InlineData("  - name: other\n    pack: custom\n", "", "backends")]
    [InlineData("  host: broker\n", "", "mqtt.host")]
    public void What_differs_is_named_by_its_path(string from, string to, string paths)
    {
        var after = Parsed.Good(Before.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(paths.Split(' '), ConfigurationDifference.Between(Parsed.Good(Before), after).Order(StringComparer.Ordinal));
        Assert.NotEmpty(ConfigurationDifference.Between(after, Parsed.Good(Before)));
    }
}
