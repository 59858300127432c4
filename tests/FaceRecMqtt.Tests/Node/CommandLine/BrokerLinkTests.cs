using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Node.CommandLine.Remote;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Tests.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Node.CommandLine;

/// <summary>The command line trusts the brokers that the node trusts, and no others.</summary>
public sealed class BrokerLinkTests : IDisposable
{
    private readonly Authority _authority = Authority.Create();
    private readonly FaceRecMqtt.Tests.Support.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1", true, null)]
    [InlineData("127.0.0.1", false, "no connection to the broker")]
    [InlineData("127.0.0.2", true, "no connection to the broker")]
    public async Task A_certificate_counts_as_it_does_for_the_node(string address, bool forServers, string? problem)
    {
        await using var broker = await TestBroker.StartAsync(_authority.Server(address, forServers));
        var told = await ProblemAsync(broker, _authority.Pem);
        if (problem is null)
        {
            Assert.Null(told);
        }
        else
        {
            Assert.Contains(problem, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_without_an_authority_is_told_as_such()
    {
        await using var broker = await TestBroker.StartAsync(_authority.Server());
        Assert.Contains("no certificate in PEM form", await ProblemAsync(broker, "nothing"), StringComparison.Ordinal);
    }

    private async Task<string?> ProblemAsync(TestBroker broker, string authorities)
    {
        var file = _folder.File("ca.pem");
        await File.WriteAllTextAsync(file, authorities, TestContext.Current.CancellationToken);
        await using var link = new BrokerLink(new BrokerAddress("127.0.0.1", broker.Port)
        {
            Tls = new MqttTlsSection { Enabled = true, CaFile = file },
            Timeout = TimeSpan.FromSeconds(30),
        });
        try
        {
            await link.ConnectAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (CommandFailed fault)
        {
            return fault.Message;
        }
    }
}
