using System.Buffers;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>A client that keeps every message and can be waited on.</summary>
internal sealed class MqttRecorder : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Lock _gate = new();
    private readonly List<Received> _messages = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttRecorder() => _client.ApplicationMessageReceivedAsync += KeepAsync;

    /// <summary>What to add to the message of a wait that was in vain, such as the node's log.</summary>
    public Func<string>? Context { get; set; }

    /// <summary>How many messages have come; a place to wait from.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Connects and subscribes to everything.</summary>
    public static async Task<MqttRecorder> ConnectAsync(int port, string? user = null, string? password = null)
    {
        var recorder = new MqttRecorder();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId($"recorder-{Guid.NewGuid():N}").WithTimeout(TimeSpan.FromSeconds(10));
        if (user is not null)
        {
            options.WithCredentials(user, password);
        }

        await recorder._client.ConnectAsync(options.Build());
        await recorder._client.SubscribeAsync("#", MqttQualityOfServiceLevel.AtLeastOnce);
        return recorder;
    }

    /// <summary>What lies retained at a broker at this moment, by topic.</summary>
    public static async Task<IReadOnlyDictionary<string, Received>> RetainedAsync(int port, string? user = null, string? password = null)
    {
        await using var look = await ConnectAsync(port, user, password);
        // The broker sends what it keeps before anything that came later.
        var mark = $"mark/{Guid.NewGuid():N}";
        await look.PublishAsync(mark, []);
        await look.WaitForAsync(mark, "", 10);
        return look.Messages().Where(message => message.IsRetained).ToDictionary(message => message.Topic);
    }

    /// <summary>All messages from a place on.</summary>
    public IReadOnlyList<Received> Messages(int from = 0)
    {
        lock (_gate)
        {
            return _messages.GetRange(from, _messages.Count - from);
        }
    }

    /// <summary>The newest message of a topic; null before the first.</summary>
    public Received? Latest(string topic)
    {
        lock (_gate)
        {
            return _messages.FindLast(message => message.Topic == topic);
        }
    }

    /// <summary>Waits for a message, among those from a place on.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<Received> WaitForAsync(string what, Func<Received, bool> wanted, double seconds, int from = 0)
    {
        var deadline = Deadline.In(TimeSpan.FromSeconds(seconds));
        var seen = from;
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                for (; seen < _messages.Count; seen++)
                {
                    if (wanted(_messages[seen]))
                    {
                        return _messages[seen];
                    }
                }

                changed = _changed.Task;
            }

            if (!await deadline.WaitAsync(changed))
            {
                throw new TimeoutException($"No message in {seconds} s: {what}.\n{Summary(from)}\n{Context?.Invoke()}");
            }
        }
    }

    /// <summary>Waits for a text on a topic.</summary>
    public Task<Received> WaitForAsync(string topic, string payload, double seconds, int from = 0) =>
        WaitForAsync($"{topic} = {payload}", message => message.Topic == topic && message.Text == payload, seconds, from);

    /// <summary>Publishes, acknowledged by the broker.</summary>
    public async Task PublishAsync(string topic, byte[] payload, bool retain = false, string? responseTopic = null, byte[]? correlation = null)
    {
        var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (responseTopic is not null)
        {
            message.WithResponseTopic(responseTopic).WithCorrelationData(correlation ?? []);
        }

        await _client.PublishAsync(message.Build());
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync();
        }

        _client.Dispose();
    }

    private Task KeepAsync(MqttApplicationMessageReceivedEventArgs arrived)
    {
        var message = arrived.ApplicationMessage;
        var received = new Received(
            message.Topic, message.Payload.ToArray(), message.Retain, TimeProvider.System.GetUtcNow(), message.CorrelationData ?? []);
        lock (_gate)
        {
            _messages.Add(received);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }

    private string Summary(int from)
    {
        var lines = Messages(from).TakeLast(25).Select(message =>
            $"  {message.Topic}  {(message.Payload.Length > 300 ? $"{message.Text[..120]}… ({message.Payload.Length} bytes)" : message.Text)}");
        return $"--- the last messages since:\n{string.Join('\n', lines)}";
    }
}
