using System.Security.Cryptography.X509Certificates;
using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Session;

public sealed class TlsTests : IDisposable
{
    private readonly RunFolder _folder = new();
    private readonly Authority _authority = Authority.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_authority_in_the_file_is_trusted()
    {
        await using var broker = await TestBroker.StartAsync(_authority.Server());
        await using var node = RunningNode.Start(Options(broker, new MqttTlsOptions { CaFile = CaFile() }));
        await broker.WaitAsync("facerec/edge/state", "online");
    }

    [Fact]
    public async Task Without_the_file_nobody_knows_the_authority()
    {
        await using var broker = await TestBroker.StartAsync(_authority.Server());
        Assert.Contains("check mqtt.tls.ca_file", await ProblemAsync(broker, new MqttTlsOptions()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_authority_is_told_as_such_and_nothing_is_sent()
    {
        await using var broker = await TestBroker.StartAsync(_authority.Server());
        var problem = await ProblemAsync(broker, new MqttTlsOptions { CaFile = CaFile(Authority.Create()) });
        Assert.Contains($"TLS to 127.0.0.1:{broker.Port} was refused", problem, StringComparison.Ordinal);
        Assert.Contains("check mqtt.tls.ca_file", problem, StringComparison.Ordinal);
        Assert.Empty(broker.Messages());
    }

    [Theory]
    [InlineData("127.0.0.2", true)]
    [InlineData("127.0.0.1", false)]
    public async Task A_certificate_for_another_host_or_for_clients_is_refused(string address, bool forServers)
    {
        await using var broker = await TestBroker.StartAsync(_authority.Server(address, forServers));
        Assert.Contains("was refused", await ProblemAsync(broker, new MqttTlsOptions { CaFile = CaFile() }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_verification_off_any_certificate_will_do()
    {
        await using var broker = await TestBroker.StartAsync(Authority.Create().Server("127.0.0.2"));
        await using var node = RunningNode.Start(Options(broker, new MqttTlsOptions { Verify = false }));
        await broker.WaitAsync("facerec/edge/state", "online");
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("no certificate", "no certificate in PEM form")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read")]
    public async Task A_file_without_authorities_is_named(string? text, string says)
    {
        await using var broker = await TestBroker.StartAsync(_authority.Server());
        var file = text is null ? _folder.Under("absent.pem") : _folder.Write("bad.pem", text);
        var problem = await ProblemAsync(broker, new MqttTlsOptions { CaFile = file });
        Assert.Contains(file, problem, StringComparison.Ordinal);
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_to_a_broker_without_it_is_told()
    {
        await using var broker = await TestBroker.StartAsync();
        Assert.Contains($"127.0.0.1:{broker.Port}", await ProblemAsync(broker, new MqttTlsOptions { CaFile = CaFile() }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_signed_through_another_authority_that_the_broker_sends_along_is_trusted()
    {
        var between = _authority.Delegate();
        using var server = between.Server();
        using var sent = new X509Chain();
        sent.ChainPolicy.ExtraStore.Add(between.Certificate);
        var roots = new X509Certificate2Collection(_authority.Certificate);
        Assert.True(BrokerTls.IsSignedBy(roots, server, sent));
        Assert.False(BrokerTls.IsSignedBy(roots, server, null));
        Assert.False(BrokerTls.IsSignedBy([Authority.Create().Certificate], server, sent));
    }

    private static async Task<string> ProblemAsync(TestBroker broker, MqttTlsOptions tls)
    {
        await using var node = RunningNode.Start(Options(broker, tls));
        return (await node.StatusAsync("a problem", status => status.Problem is not null)).Problem!;
    }

    private static MqttOptions Options(TestBroker broker, MqttTlsOptions tls) => RunningNode.Options(broker.Port) with { Tls = tls, Timeout = TimeSpan.FromSeconds(3) };

    private string CaFile(Authority? authority = null) => _folder.Write("ca.pem", (authority ?? _authority).Pem);
}
