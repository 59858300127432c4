using System.Buffers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading.Channels;
using FaceRecMqtt.Mqtt.Session;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>A connection of the command line to a broker; received messages wait in <see cref="Messages"/>.</summary>
internal sealed class BrokerLink : IAsyncDisposable
{
    // A terminal that stands still while thousands of events come in loses the newest ones, not the memory.
    private readonly Channel<LinkMessage> _messages = Channel.CreateBounded<LinkMessage>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly BrokerAddress _address;

    /// <summary>A link that is not connected yet.</summary>
    public BrokerLink(BrokerAddress address)
    {
        _address = address;
        _client.ApplicationMessageReceivedAsync += received =>
        {
            var message = received.ApplicationMessage;
            _messages.Writer.TryWrite(new LinkMessage(message.Topic, message.Payload.ToArray(), message.CorrelationData, message.Retain));
            return Task.CompletedTask;
        };
        _client.DisconnectedAsync += _ =>
        {
            _messages.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    /// <summary>Messages in the order they came; ends when the connection is lost.</summary>
    public ChannelReader<LinkMessage> Messages => _messages.Reader;

    /// <summary>The address it is connected to.</summary>
    public BrokerAddress Address => _address;

    /// <summary>Connects.</summary>
    /// <exception cref="CommandFailed">The broker does not answer or refuses.</exception>
    public async Task ConnectAsync(CancellationToken stopping)
    {
        var result = await CallAsync(() => _client.ConnectAsync(Options(), stopping), stopping);
        if (result.ResultCode is not MqttClientConnectResultCode.Success)
        {
            var cure = result.ResultCode is MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized
                ? "check --username and --password-file" : "see the broker's log";
            throw new CommandFailed(ExitCode.Unreachable, $"the broker {_address} refused the connection: {result.ResultCode}; {cure}");
        }
    }

    /// <summary>Subscribes and waits for the broker's word.</summary>
    /// <exception cref="CommandFailed">The broker refuses.</exception>
    public async Task SubscribeAsync(string filter, CancellationToken stopping)
    {
        var result = await CallAsync(() => _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, stopping), stopping);
        if (result.Items.Any(item => item.ResultCode >= MqttClientSubscribeResultCode.UnspecifiedError))
        {
            throw new CommandFailed(ExitCode.Unreachable, $"the broker {_address} does not let this user read {filter}; give --username and --password-file");
        }
    }

    /// <summary>Publishes a request.</summary>
    /// <returns>False when the broker knows of nobody who listens.</returns>
    /// <exception cref="CommandFailed">The broker refuses.</exception>
    public async Task<bool> RequestAsync(string topic, byte[] payload, string responseTopic, byte[] correlation, CancellationToken stopping)
    {
        var request = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithResponseTopic(responseTopic).WithCorrelationData(correlation).Build();
        var result = await CallAsync(() => _client.PublishAsync(request, stopping), stopping);
        return result.IsSuccess
            ? result.ReasonCode is not MqttClientPublishReasonCode.NoMatchingSubscribers
            : throw new CommandFailed(ExitCode.Unreachable, $"the broker {_address} refused the command: {result.ReasonCode}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            if (_client.IsConnected)
            {
                await _client.DisconnectAsync(new MqttClientDisconnectOptions(), patience.Token);
            }
        }
        catch (Exception fault) when (fault is MqttCommunicationException or OperationCanceledException or SocketException or IOException)
        {
            // The connection is given up either way.
        }

        _client.Dispose();
    }

    // The client tells a cancelled call as a timeout and a lost connection in many ways; a user needs to know of three.
    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken stopping)
    {
        try
        {
            return await call();
        }
        catch (ConnectException fault)
        {
            throw new CommandFailed(ExitCode.Unreachable, fault.Message);
        }
        catch (Exception fault) when (fault is MqttCommunicationException or MqttProtocolViolationException or SocketException or IOException
            or OperationCanceledException or AuthenticationException or CryptographicException or MqttClientNotConnectedException)
        {
            stopping.ThrowIfCancellationRequested();
            var reason = fault is OperationCanceledException or MqttCommunicationTimedOutException ? "it does not answer" : fault.GetBaseException().Message;
            throw new CommandFailed(ExitCode.Unreachable, $"no connection to the broker {_address}: {reason}; does it run, and are --host and --port right?");
        }
    }

    private MqttClientOptions Options()
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(_address.Host, _address.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId($"facerec-cli-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}")
            .WithTimeout(_address.Timeout);
        if (_address.Username is { } user)
        {
            builder.WithCredentials(user, _address.Password?.Reveal() ?? "");
        }

        if (_address.Tls.Enabled)
        {
            // As the node judges it, for doctor connects as the node would.
            var validation = BrokerTls.Validation(new MqttTlsOptions { CaFile = _address.Tls.CaFile, Verify = _address.Tls.Verify });
            builder.WithTlsOptions(tls => tls.UseTls().WithTargetHost(_address.Host).WithCertificateValidationHandler(validation));
        }

        return builder.Build();
    }
}
