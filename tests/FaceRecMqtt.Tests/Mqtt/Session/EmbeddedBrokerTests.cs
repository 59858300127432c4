using System.Net;
using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Session;

public sealed class EmbeddedBrokerTests
{
    [Fact]
    public async Task The_embedded_broker_serves_on_the_loopback_and_a_taken_port_is_told_with_its_cure()
    {
        var options = RunningNode.Options(0) with { Host = null, Embedded = new EmbeddedBrokerOptions { Port = FreePort.Take() } };
        await using var node = RunningNode.Start(options, before: Described.Fully);
        await node.ConnectedAsync();
        await using var second = new EmbeddedStarter(options with { NodeId = "99bb" });
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(second.RunAsync);
        Assert.Contains($"Port {options.Embedded.Port} on 127.0.0.1 is taken", fault.Message, StringComparison.Ordinal);
        Assert.Contains("mqtt.embedded.port", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_embedded_broker_lets_in_its_users_and_the_node_only()
    {
        var embedded = new EmbeddedBrokerOptions { Address = IPAddress.Any, Port = FreePort.Take(), Users = new Dictionary<string, string> { ["home"] = "pass" } };
        await using var node = RunningNode.Start(RunningNode.Options(0) with { Host = null, Embedded = embedded });
        await node.ConnectedAsync();
        var outside = RunningNode.Options(embedded.Port) with { Node = "other", NodeId = "99bb" };
        await using var known = RunningNode.Start(outside with { User = "home", Password = "pass" });
        await known.ConnectedAsync();
        foreach (var (user, password) in ((string?, string?)[])[("home", "wrong"), ("facerec-node", "pass"), (null, null), ("home", null)])
        {
            await using var refused = RunningNode.Start(outside with { NodeId = "77cc", User = user, Password = password });
            var status = await refused.StatusAsync("a problem", now => now.Problem is not null);
            Assert.Contains("refused", status.Problem!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("311")]
    [InlineData("5")]
    public async Task Mosquitto_sub_listens_without_an_id_of_its_own(string protocol)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mosquitto_sub"), "mosquitto-clients is not installed.");
        var options = RunningNode.Options(0) with { Host = null, Embedded = new EmbeddedBrokerOptions { Port = FreePort.Take() } };
        await using var node = RunningNode.Start(options);
        await node.ConnectedAsync();
        await using var listening = ChildProcess.Start(
            "mosquitto_sub", "/usr/bin/mosquitto_sub", ["-p", $"{options.Embedded.Port}", "-V", protocol, "-v", "-C", "1", "-t", "+/+/state"]);
        await listening.ExitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("/state online", listening.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_embedded_broker_open_to_other_machines_without_users_is_refused_at_once() => Assert.Contains(
        "needs users", Assert.Throws<ArgumentException>(() => new EmbeddedStarter(
            RunningNode.Options(0) with { Host = null, Embedded = new EmbeddedBrokerOptions { Address = IPAddress.Any } })).Message, StringComparison.Ordinal);

    /// <summary>A node whose start is looked at.</summary>
    private sealed class EmbeddedStarter(MqttOptions options) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly MqttNode _node = new(
            options, new Outbox(10, TimeProvider.System), new CommandTable([]), (_, _) => Task.FromResult<CameraSettings?>(null), _ => null, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        public Task RunAsync() => _node.RunAsync(_stopping.Token).WaitAsync(TimeSpan.FromSeconds(10));

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            _stopping.Dispose();
        }
    }
}
