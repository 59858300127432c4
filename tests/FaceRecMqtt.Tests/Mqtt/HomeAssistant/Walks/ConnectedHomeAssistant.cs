using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FaceRecMqtt.EndToEnd.Support;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Walks;

/// <summary>The stand-in at a real broker; connects again by itself.</summary>
internal sealed class ConnectedHomeAssistant : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly int _port;
    private readonly CancellationTokenSource _stopping = new();
    // What is to be sent, in order; a test's own few messages.
    private readonly Channel<Func<IMqttClient, Task>> _work = Channel.CreateUnbounded<Func<IMqttClient, Task>>();
    private readonly Task _running;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isUp = true;
    private volatile bool _isServing;
    private volatile bool _isEnded = true;

    private ConnectedHomeAssistant(int port)
    {
        _port = port;
        Core = new HomeAssistantCore(
            new BrokerLink(
                filter => Do(client => client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce)),
                filter => Do(client => client.UnsubscribeAsync(filter)),
                message => Do(client => client.PublishAsync(Of(message)))),
            TimeProvider.System,
            isNew: true)
        {
            Settling = TimeSpan.FromMilliseconds(300),
        };
        Core.Changed += Signal;
        _running = Task.Run(RunAsync);
    }

    public HomeAssistantCore Core { get; }

    public static async Task<ConnectedHomeAssistant> StartAsync(int port)
    {
        var started = new ConnectedHomeAssistant(port);
        await started.BornAsync();
        return started;
    }

    /// <summary>Waits until it said at the broker that it runs.</summary>
    public Task BornAsync() => WaitAsync("born", core => core.IsBorn);

    /// <summary>Ends Home Assistant; the registries stay.</summary>
    public async Task StopAsync()
    {
        (_isEnded, _isUp) = (true, false);
        Core.Stop();
        // Wakes whoever waits for the next message to send.
        Do(_ => Task.CompletedTask);
        await WaitAsync("left", _ => !_isServing);
    }

    public Task StartAgainAsync()
    {
        _isUp = true;
        Signal();
        return BornAsync();
    }

    /// <summary>Waits until something is so.</summary>
    public async Task WaitAsync(string what, Func<HomeAssistantCore, bool> holds, double seconds = 60)
    {
        var deadline = Deadline.In(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (Holds(holds))
            {
                return;
            }

            if (!await deadline.WaitAsync(Task.WhenAny(changed, _running)) || _running.IsCompleted)
            {
                Assert.Fail($"Not in {seconds} s: {what}. {_running.Exception}\n{Told()}");
            }
        }
    }

    /// <summary>Waits until an entity has a state.</summary>
    public Task StateAsync(string entity, string state) => WaitAsync($"{entity} = {state}", core => core.States.Find(entity)?.State == state);

    /// <summary>State of an entity now; null when there is none.</summary>
    public string? State(string entity)
    {
        lock (Core.Gate)
        {
            return Core.States.Find(entity)?.State;
        }
    }

    /// <summary>An attribute of an entity as text; null when there is none.</summary>
    public string? Attribute(string entity, string name)
    {
        lock (Core.Gate)
        {
            return Core.States.Find(entity)?.Attributes[name]?.ToString();
        }
    }

    /// <summary>Calls an action.</summary>
    public void Call(string action, string entity, string key = "", JsonNode? value = null) =>
        Core.Call(action, entity, key.Length == 0 ? [] : new JsonObject { [key] = value });

    /// <summary>No warning, no error, nothing silently dropped, no device without a name.</summary>
    public void AssertGood()
    {
        lock (Core.Gate)
        {
            Assert.Empty(Core.Journal.Problems);
            Assert.Empty(Core.Complaints);
            Assert.All(Core.Registry.Devices, device => Assert.NotNull(device.Name));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(20));
        _stopping.Dispose();
    }

    private static MqttApplicationMessage Of(SentMessage message) => new()
    {
        Topic = message.Topic,
        PayloadSegment = Encoding.UTF8.GetBytes(message.Payload),
        QualityOfServiceLevel = (MqttQualityOfServiceLevel)message.Qos,
        Retain = message.Retain,
    };

    private void Do(Func<IMqttClient, Task> work) => _work.Writer.TryWrite(work);

    private bool Holds(Func<HomeAssistantCore, bool> holds)
    {
        lock (Core.Gate)
        {
            return holds(Core);
        }
    }

    private string Told()
    {
        lock (Core.Gate)
        {
            return string.Join('\n', Core.States.Entities.Select(entity => $"{entity} = {Core.States.Find(entity)!.Value.State}")
                .Concat(Core.Journal.Problems.Select(line => line.ToString())).Concat(Core.Complaints));
        }
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            using var client = new MqttClientFactory().CreateMqttClient();
            var changed = Volatile.Read(ref _changed).Task;
            if (!_isUp)
            {
                await Task.WhenAny(changed, Task.Delay(Timeout.InfiniteTimeSpan, _stopping.Token));
            }
            else if (await IsConnectedAsync(client))
            {
                _isServing = true;
                await ServeAsync(client);
                _isServing = false;
                Signal();
            }
            else
            {
                // The pause between two tries while the broker is away.
                await Task.Delay(Pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> IsConnectedAsync(IMqttClient client)
    {
        client.ApplicationMessageReceivedAsync += message =>
        {
            var got = message.ApplicationMessage;
            Core.Receive(new Message(got.Topic, got.Payload.ToArray(), got.Retain));
            return Task.CompletedTask;
        };
        try
        {
            await client.ConnectAsync(
                new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _port).WithClientId("home-assistant").WithProtocolVersion(MqttProtocolVersion.V500).Build(), _stopping.Token);
            return true;
        }
        catch (Exception) when (!_stopping.IsCancellationRequested)
        {
            // The broker is away; the next try follows.
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ServeAsync(IMqttClient client)
    {
        // Not disposed: the client may tell of its end later.
        var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        client.DisconnectedAsync += _ => ended.CancelAsync();
        if (_isEnded)
        {
            _isEnded = false;
            Core.Start();
        }
        else
        {
            Core.Reconnected();
        }

        try
        {
            while (_isUp || _work.Reader.TryPeek(out _))
            {
                var work = await _work.Reader.ReadAsync(ended.Token);
                await work(client);
            }

            await client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        }
        catch (Exception)
        {
            // The connection is gone; all that waited belonged to it.
            while (_work.Reader.TryRead(out _))
            {
            }

            Core.ConnectionLost();
        }
    }

    private void Signal() =>
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
