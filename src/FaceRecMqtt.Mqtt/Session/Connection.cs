using System.Buffers;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>One connection from CONNECT to its end; never used twice. Every call has a timeout.</summary>
internal sealed class Connection : IDisposable
{
    private readonly MqttOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<IncomingMessage> _deliver;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Connection(MqttOptions options, TimeProvider time, ILogger logger, Action<IncomingMessage> deliver)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _deliver = deliver;
        _client.ApplicationMessageReceivedAsync += Received;
        _client.DisconnectedAsync += gone =>
        {
            HungUp = gone.Exception is not (MqttCommunicationTimedOutException or OperationCanceledException);
            _lost.TrySetResult(gone.Exception?.Message ?? gone.Reason.ToString());
            return Task.CompletedTask;
        };
    }

    /// <summary>Completes with the reason when the connection ends.</summary>
    public Task<string> Lost => _lost.Task;

    /// <summary>Whether it was the broker that ended it; a line on which nothing comes any more is no such end.</summary>
    public bool HungUp { get; private set; }

    /// <summary>What the broker can do; valid after <see cref="OpenAsync"/>.</summary>
    public BrokerLimits Limits { get; private set; } = BrokerLimits.None;

    public async Task<MqttClientConnectResult> OpenAsync(MqttClientOptions options, CancellationToken stopping)
    {
        var result = await Within(token => _client.ConnectAsync(options, token), stopping);
        Limits = BrokerLimits.From(result, options.ProtocolVersion == MqttProtocolVersion.V500);
        return result;
    }

    /// <summary>Subscribes at QoS 1; says which filters the broker refused.</summary>
    public async Task SubscribeAsync(IEnumerable<string> filters, CancellationToken stopping)
    {
        var options = new MqttClientSubscribeOptions
        {
            TopicFilters = [.. filters.Select(filter => new MqttTopicFilter
            {
                Topic = filter,
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            })],
        };
        var result = await Within(token => _client.SubscribeAsync(options, token), stopping);
        foreach (var refused in result.Items.Where(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2))
        {
            Log.SubscriptionRefused(_logger, refused.TopicFilter.Topic, refused.ResultCode.ToString());
        }
    }

    public Task UnsubscribeAsync(IEnumerable<string> filters, CancellationToken stopping) =>
        Within(token => _client.UnsubscribeAsync(new MqttClientUnsubscribeOptions { TopicFilters = [.. filters] }, token), stopping);

    /// <summary>Publishes and waits for the acknowledgement.</summary>
    public Task<MqttClientPublishResult> PublishAsync(OutgoingMessage message, CancellationToken stopping)
    {
        var packet = new MqttApplicationMessage
        {
            Topic = message.Topic,
            Payload = new ReadOnlySequence<byte>(message.Payload),
            Retain = message.Retain && Limits.Retain,
            QualityOfServiceLevel = Limits.AtLeastOnce ? MqttQualityOfServiceLevel.AtLeastOnce : MqttQualityOfServiceLevel.AtMostOnce,
            CorrelationData = message.CorrelationData,
        };
        return Within(token => _client.PublishAsync(packet, token), stopping);
    }

    /// <summary>Leaves without the will.</summary>
    public async Task CloseAsync(CancellationToken stopping)
    {
        if (_client.IsConnected)
        {
            await Within(
                async token =>
                {
                    await _client.DisconnectAsync(new MqttClientDisconnectOptions(), token);
                    return true;
                },
                stopping);
        }
    }

    public void Dispose() => _client.Dispose();

    private Task Received(MqttApplicationMessageReceivedEventArgs received)
    {
        var message = received.ApplicationMessage;
        try
        {
            var length = message.Payload.Length;
            _deliver(new IncomingMessage(message.Topic, length > _options.MaxPayload ? [] : message.Payload.ToArray(), length, message.Retain)
            {
                ResponseTopic = message.ResponseTopic,
                CorrelationData = message.CorrelationData,
            });
        }
        catch (Exception fault)
        {
            // Whatever a message does, the receive loop of the client must live on.
            Log.DeliveryFailed(_logger, message.Topic, fault);
        }

        return Task.CompletedTask;
    }

    private async Task<T> Within<T>(Func<CancellationToken, Task<T>> call, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_options.Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            // WaitAsync besides the token: a client stuck in a write to a dead peer may not look at it.
            return await call(both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {_options.Timeout.TotalSeconds:0.#} s");
        }
    }
}
