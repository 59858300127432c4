using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class ConfigCommandTests
{
    [Fact]
    public async Task Valid_file_ends_with_0()
    {
        var run = await Run.Line("config", "check", RepositoryRoot.Under("config", "facerec.yaml"));
        Assert.Equal(0, run.Code);
        Assert.StartsWith("The configuration is valid: 0 camera(s), backend cpu, data in /", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_listed_and_end_with_3()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("facerec.yaml", "mqtt:\n  prot: 1\nlog:\n  level: loud\n");
        var run = await Run.Line("config", "check", file);
        Assert.Equal(3, run.Code);
        Assert.Equal(
            [$"{file}:2:3: mqtt.prot: unknown key; did you mean port?", $"{file}:4:10: log.level: `loud` is not one of: trace, debug, information, warning, error"],
            run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Other_commands_refuse_a_configuration_with_mistakes()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("facerec.yaml", "mqtt:\n  prot: 1\n");
        var run = await Run.Line("watch", "--config", file);
        Assert.Equal(3, run.Code);
        Assert.Contains($"the configuration has a mistake:\n  {file}:2:3: mqtt.prot", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_is_printed() =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.Under("config", "facerec.yaml")), (await Run.Line("config", "sample")).Out);
}
