using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Support;

/// <summary>An <see cref="MqttNode"/> that runs until disposed, with small pauses.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    private RunningNode(
        MqttOptions options, IEnumerable<CommandDefinition>? commands, Func<CameraSettingChange, CameraSettings?>? apply, Func<NodeSettingChange, NodeSettings?>? applyNode)
    {
        Logs = new FakeLogCollector();
        var loggers = new LoggerFactory([new FakeLoggerProvider(Logs)]);
        Outbox = new Outbox(options.OutboxLimit, TimeProvider.System);
        Table = new CommandTable(commands ?? []);
        Node = new MqttNode(
            options, Outbox, Table, (change, _) => Task.FromResult(apply?.Invoke(change)), change => applyNode?.Invoke(change), TimeProvider.System, loggers);
    }

    public MqttNode Node { get; }

    public Outbox Outbox { get; }

    public CommandTable Table { get; }

    public FakeLogCollector Logs { get; }

    /// <summary>Options for a broker on this machine: quick tries, short patience.</summary>
    public static MqttOptions Options(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Node = "edge",
        NodeId = "7f3a",
        ReconnectPause = TimeSpan.FromMilliseconds(20),
        LongestReconnectPause = TimeSpan.FromMilliseconds(100),
        OwnerCheck = TimeSpan.FromMilliseconds(100),
        Timeout = TimeSpan.FromSeconds(5),
    };

    public static RunningNode Start(
        MqttOptions options,
        IEnumerable<CommandDefinition>? commands = null,
        Func<CameraSettingChange, CameraSettings?>? apply = null,
        Action<MqttNode>? before = null,
        Func<NodeSettingChange, NodeSettings?>? applyNode = null)
    {
        var node = new RunningNode(options, commands, apply, applyNode);
        before?.Invoke(node.Node);
        node._running = node.Node.RunAsync(node._stopping.Token);
        return node;
    }

    /// <summary>Waits until something about the connection is so, looking every few milliseconds.</summary>
    public async Task<SessionStatus> StatusAsync(string what, Func<SessionStatus, bool> holds, double seconds = 15)
    {
        var deadline = Deadline.In(TimeSpan.FromSeconds(seconds));
        while (!holds(Node.Status))
        {
            if (deadline.Left == TimeSpan.Zero || _running.IsFaulted)
            {
                Assert.Fail($"Not in {seconds} s: {what}; {Node.Status} {Outbox.Counts} {_running.Exception}\n{string.Join('\n', Logs.GetSnapshot().Select(line => line.Message))}");
            }

            await Task.Delay(10);
        }

        return Node.Status;
    }

    public Task<SessionStatus> ConnectedAsync() => StatusAsync("connected", status => status.Connected);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }
}
