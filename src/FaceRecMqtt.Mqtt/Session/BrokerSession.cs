using FaceRecMqtt.Mqtt.Topics;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Formatter;
using Polly;
using Polly.Retry;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>The node's place at its broker: one loop that connects, does the same steps each time, sends, and starts over when it breaks.</summary>
internal sealed class BrokerSession
{
    /// <summary>A connection that lived this long was a good one: the next pause starts small again.</summary>
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Goodbye = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan Draining = TimeSpan.FromMilliseconds(700);

    private readonly MqttOptions _options;
    private readonly BrokerEndpoint _endpoint;
    private readonly NodeTopics _topics;
    private readonly Outbox _outbox;
    private readonly Sender _sender;
    private readonly OwnerCheck _owner;
    private readonly IReadOnlyList<Subscription> _subscriptions;
    private readonly RetainedSweep? _sweep;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;
    private readonly FoldedWarning _warning;
    private MqttProtocolVersion _version = MqttProtocolVersion.V500;
    private bool _retainedWill = true;
    private volatile SessionStatus _status = new(false, null, 0);

    public BrokerSession(
        MqttOptions options,
        BrokerEndpoint endpoint,
        NodeTopics topics,
        Outbox outbox,
        IReadOnlyList<Subscription> subscriptions,
        RetainedSweep? sweep,
        TimeProvider time,
        ILogger<BrokerSession> logger)
    {
        _options = options;
        _endpoint = endpoint;
        _topics = topics;
        _outbox = outbox;
        _subscriptions = subscriptions;
        _sweep = sweep;
        _time = time;
        _logger = logger;
        _sender = new Sender(outbox, logger);
        _owner = new OwnerCheck(options, topics, time);
        _warning = new FoldedWarning(time, logger);
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ConnectException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.ReconnectPause,
                MaxDelay = options.LongestReconnectPause,
                OnRetry = attempt =>
                {
                    _status = _status with { Connected = false, Problem = attempt.Outcome.Exception?.Message };
                    _warning.Say(attempt.Outcome.Exception!.Message, attempt.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    public SessionStatus Status => _status;

    /// <summary>Runs until stopped; then says <c>offline</c> and leaves, within 2.2 s.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await _retry.ExecuteAsync(async token => await ConnectAndServeAsync(token), stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _status = _status with { Connected = false };
        }
    }

    private async Task ConnectAndServeAsync(CancellationToken stopping)
    {
        using var connection = new Connection(_options, _time, _logger, Deliver);
        var began = _time.GetTimestamp();
        string reason;
        try
        {
            await EstablishAsync(connection, stopping);
            began = _time.GetTimestamp();
            reason = await ServeAsync(connection, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            throw FaultText.Of(fault, _options, _endpoint.ToString());
        }

        _status = _status with { Connected = false, Problem = $"The connection to {_endpoint} was lost ({reason})." };
        if (_time.GetElapsedTime(began) < Stable)
        {
            throw new ConnectException($"The broker {_endpoint} ended the connection ({reason}).");
        }

        Log.Lost(_logger, _endpoint.ToString(), reason);
    }

    /// <summary>The steps of every connect, first or not.</summary>
    private async Task EstablishAsync(Connection connection, CancellationToken stopping)
    {
        await OpenAsync(connection, stopping);
        await _owner.RunAsync(connection, stopping);
        if (_subscriptions.Count > 0)
        {
            await connection.SubscribeAsync(_subscriptions.Select(subscription => subscription.Filter), stopping);
        }

        // The first state of the outbox is "online", then come discovery and all other retained states: the broker may have lost them.
        _outbox.ResendAll();
        _status = new SessionStatus(true, null, _status.Connects + 1);
        _warning.Over();
        Log.Connected(_logger, _endpoint.ToString(), _options.ClientId, _version == MqttProtocolVersion.V500 ? "5" : "3.1.1");
        if (!connection.Limits.Retain)
        {
            Log.NoRetain(_logger, _endpoint.ToString());
        }
    }

    private async Task OpenAsync(Connection connection, CancellationToken stopping)
    {
        var options = ClientOptions.Build(_options, _endpoint.Host, _endpoint.Port, _topics.State, _version, _retainedWill);
        var result = await connection.OpenAsync(options, stopping);
        switch (result.ResultCode)
        {
            case MqttClientConnectResultCode.Success:
                return;
            case MqttClientConnectResultCode.UnsupportedProtocolVersion when _version == MqttProtocolVersion.V500:
                _version = MqttProtocolVersion.V311;
                Log.OldProtocol(_logger);
                throw new ConnectException($"The broker {_endpoint} does not speak MQTT 5.");
            case MqttClientConnectResultCode.RetainNotSupported when _retainedWill:
                _retainedWill = false;
                throw new ConnectException($"The broker {_endpoint} takes no retained messages.");
            default:
                throw FaultText.Of(result, _options, _endpoint.ToString());
        }
    }

    /// <summary>Sends until the connection ends, and says why it did.</summary>
    private async Task<string> ServeAsync(Connection connection, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var broken = new CancellationTokenSource();
        await using var patience = stopping.Register(() => broken.CancelAfter(Draining));
        var sending = _sender.RunAsync(connection, ended.Token, broken.Token);
        var sweeping = _sweep?.RunAsync(connection, ended.Token) ?? Task.CompletedTask;
        await Task.WhenAny(sending, connection.Lost);
        await ended.CancelAsync();
        if (!stopping.IsCancellationRequested)
        {
            await broken.CancelAsync();
        }

        var failure = await FailureOfAsync(sending);
        await FailureOfAsync(sweeping);
        if (stopping.IsCancellationRequested)
        {
            await LeaveAsync(connection);
            stopping.ThrowIfCancellationRequested();
        }

        return connection.Lost.IsCompletedSuccessfully ? await connection.Lost : failure ?? "unknown";
    }

    private static async Task<string?> FailureOfAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
    }

    private async Task LeaveAsync(Connection connection)
    {
        using var budget = new CancellationTokenSource(Goodbye, _time);
        try
        {
            using (var draining = new CancellationTokenSource(Draining, _time))
            {
                await FailureOfAsync(_sender.DrainAsync(connection, draining.Token));
            }

            await connection.PublishAsync(new OutgoingMessage(_topics.State, "offline"u8.ToArray(), MessageKind.State), budget.Token);
            await connection.CloseAsync(budget.Token);
        }
        catch (Exception fault)
        {
            // The will says it then.
            Log.LeavingFailed(_logger, fault.Message);
        }
    }

    private void Deliver(IncomingMessage message)
    {
        _owner.Deliver(message);
        _sweep?.Deliver(message);
        foreach (var subscription in _subscriptions)
        {
            if (MqttTopicFilterComparer.Compare(message.Topic, subscription.Filter) == MqttTopicFilterCompareResult.IsMatch)
            {
                subscription.Deliver(message);
            }
        }
    }
}
