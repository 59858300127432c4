using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed class ServiceUnitTests
{
    private static readonly string[] Lines = File.ReadAllLines(RepositoryRoot.Under("packaging", "facerec.service"));

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("UMask=0077")]
    [InlineData("StateDirectoryMode=0700")]
    public void Unit_tells_readiness_and_is_hardened(string line) => Assert.Contains(line, Lines);

    [Fact]
    public void Mistaken_configuration_is_not_tried_again() => Assert.Contains($"RestartPreventExitStatus={ExitCode.Configuration}", Lines);

    [Fact]
    public async Task Commands_of_the_unit_are_understood()
    {
        var check = Assert.Single(Lines, line => line.StartsWith("ExecStartPre=", StringComparison.Ordinal)).Split("facerec/facerec ")[1];
        var run = await Run(check.Replace("/etc/facerec/facerec.yaml", RepositoryRoot.Under("config", "facerec.yaml"), StringComparison.Ordinal));
        Assert.Equal(0, run.Code);
    }

    private static Task<CommandLine.Run> Run(string line) => CommandLine.Run.Line(line.Split(' '));
}
