using System.Buffers;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FaceRecMqtt.EndToEnd.Support;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace FaceRecMqtt.Tests.Mqtt.Support;

/// <summary>A broker in this process that notes everything published and can be told to misbehave. A restart forgets retained messages.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Published> _log = [];
    private readonly X509Certificate2? _certificate;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MqttServer _server;

    private TestBroker(X509Certificate2? certificate)
    {
        _certificate = certificate;
        _server = Create();
    }

    public int Port { get; } = FreePort.Take();

    /// <summary>The only password let in; null for anybody.</summary>
    public string? Password { get; set; }

    /// <summary>Decides on the answer to a message; null accepts it.</summary>
    public Func<InterceptingPublishEventArgs, MqttPubAckReasonCode?> Answer { get; set; } = _ => null;

    public List<string> Subscriptions { get; } = [];

    public static async Task<TestBroker> StartAsync(X509Certificate2? certificate = null, string? password = null)
    {
        var broker = new TestBroker(certificate) { Password = password };
        await broker._server.StartAsync();
        return broker;
    }

    public async Task StopAsync()
    {
        await _server.StopAsync();
        _server.Dispose();
    }

    public async Task StartAgainAsync()
    {
        _server = Create();
        await _server.StartAsync();
    }

    public IReadOnlyList<Published> Messages(int from = 0)
    {
        lock (_gate)
        {
            return _log[from..];
        }
    }

    public int Count => Messages().Count;

    /// <summary>Waits until something about the messages from a place on is so.</summary>
    public async Task<IReadOnlyList<Published>> WaitAsync(string what, Func<IReadOnlyList<Published>, bool> holds, int from = 0, double seconds = 60)
    {
        var deadline = Deadline.In(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            Task changed;
            IReadOnlyList<Published> now;
            lock (_gate)
            {
                now = _log[from..];
                changed = _changed.Task;
            }

            if (holds(now))
            {
                return now;
            }

            if (!await deadline.WaitAsync(changed))
            {
                Assert.Fail($"Not in {seconds} s: {what}. Got:\n{string.Join('\n', now.TakeLast(30).Select(message => $"{message.Topic} {message.Text}"))}");
            }
        }
    }

    public async Task<Published> WaitAsync(string topic, int from = 0) =>
        (await WaitAsync(topic, log => log.Any(message => message.Topic == topic), from)).First(message => message.Topic == topic);

    public async Task<Published> WaitAsync(string topic, string text, int from = 0) => (await WaitAsync($"{topic} = {text}",
        log => log.Any(message => message.Topic == topic && message.Text == text), from)).First(message => message.Topic == topic && message.Text == text);

    public async Task<Dictionary<string, string>> RetainedAsync() =>
        (await _server.GetRetainedMessagesAsync()).ToDictionary(message => message.Topic, message => System.Text.Encoding.UTF8.GetString(message.Payload.ToArray()));

    /// <summary>Publishes as somebody else.</summary>
    public async Task PublishAsync(string topic, byte[] payload, bool retain = false, string? responseTopic = null, byte[]? correlation = null)
    {
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            PayloadSegment = payload,
            Retain = retain,
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            ResponseTopic = responseTopic,
            CorrelationData = correlation,
        };
        await _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "tester" });
    }

    public Task PublishAsync(string topic, string payload, bool retain = false) => PublishAsync(topic, System.Text.Encoding.UTF8.GetBytes(payload), retain);

    /// <summary>Ends all connections.</summary>
    public async Task HangUpAsync()
    {
        foreach (var client in await _server.GetClientsAsync())
        {
            await client.DisconnectAsync(new MqttServerClientDisconnectOptions());
        }
    }

    public async Task HangUpAsync(string client)
    {
        foreach (var one in (await _server.GetClientsAsync()).Where(known => known.Id == client))
        {
            await one.DisconnectAsync(new MqttServerClientDisconnectOptions());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        _server.Dispose();
    }

    private MqttServer Create()
    {
        var options = new MqttServerOptionsBuilder();
        if (_certificate is null)
        {
            options.WithDefaultEndpoint().WithDefaultEndpointPort(Port).WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None);
        }
        else
        {
            options.WithoutDefaultEndpoint().WithEncryptedEndpoint().WithEncryptedEndpointPort(Port)
                .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback).WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
                .WithEncryptionCertificate(_certificate).WithEncryptionSslProtocol(SslProtocols.None);
        }

        var server = new MqttServerFactory().CreateMqttServer(options.Build());
        server.ValidatingConnectionAsync += asked =>
        {
            asked.ReasonCode = Password is null || asked.Password == Password ? MqttConnectReasonCode.Success : MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        server.InterceptingSubscriptionAsync += asked =>
        {
            lock (_gate)
            {
                Subscriptions.Add($"{asked.TopicFilter.Topic} {(int)asked.TopicFilter.QualityOfServiceLevel}");
            }

            return Task.CompletedTask;
        };
        server.InterceptingPublishAsync += Intercept;
        return server;
    }

    private Task Intercept(InterceptingPublishEventArgs published)
    {
        if (Answer(published) is { } refusal)
        {
            published.Response.ReasonCode = refusal;
            published.ProcessPublish = false;
        }

        var message = published.ApplicationMessage;
        lock (_gate)
        {
            _log.Add(new Published(published.ClientId, message.Topic, message.Payload.ToArray(), message.Retain, message.QualityOfServiceLevel, message.CorrelationData));
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }
}
