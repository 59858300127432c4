using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>The broker for those who have none; retained messages live as long as the process.</summary>
internal sealed class EmbeddedBroker
{
    /// <summary>The node itself gets in with a password made for this run.</summary>
    public const string NodeUser = "facerec-node";

    private readonly EmbeddedBrokerOptions _options;
    private readonly ILogger<EmbeddedBroker> _logger;

    /// <exception cref="ArgumentException">The options cannot be used; the text says what to change.</exception>
    public EmbeddedBroker(EmbeddedBrokerOptions options, ILogger<EmbeddedBroker> logger)
    {
        if (options.Problem is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _options = options;
        _logger = logger;
    }

    /// <summary>Where this process reaches it.</summary>
    public BrokerEndpoint Endpoint => new(Reachable(_options.Address).ToString(), _options.Port);

    /// <summary>Password of <see cref="NodeUser"/>.</summary>
    public string NodePassword { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>Starts listening; the caller stops and disposes the server.</summary>
    /// <exception cref="InvalidOperationException">The port is taken; the text names the cure.</exception>
    public async Task<MqttServer> StartAsync()
    {
        var server = Create();
        try
        {
            await server.StartAsync();
            Log.EmbeddedStarted(_logger, _options.Address, _options.Port);
            return server;
        }
        catch (SocketException fault)
        {
            server.Dispose();
            throw new InvalidOperationException(
                fault.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {_options.Port} on {_options.Address} is taken, perhaps by another broker: set mqtt.host to use that one, "
                        + "or give the embedded broker another port (mqtt.embedded.port)."
                    : $"The embedded broker cannot listen on {_options.Address}:{_options.Port} ({fault.SocketErrorCode}); change mqtt.embedded.",
                fault);
        }
    }

    private MqttServer Create()
    {
        var isV6 = _options.Address.AddressFamily == AddressFamily.InterNetworkV6;
#pragma warning disable CA2000 // The server disposes its adapter.
        var server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointPort(_options.Port)
            .WithDefaultEndpointBoundIPAddress(isV6 ? IPAddress.None : _options.Address)
            .WithDefaultEndpointBoundIPV6Address(isV6 ? _options.Address : IPAddress.None)
            .WithMaxPendingMessagesPerClient(1000)
            .Build(),
            [new NamelessClients()]);
#pragma warning restore CA2000
        server.ValidatingConnectionAsync += Validate;
        return server;
    }

    private Task Validate(ValidatingConnectionEventArgs asked)
    {
        if (string.IsNullOrEmpty(asked.ClientId))
        {
            asked.AssignedClientIdentifier = NamelessClients.NewId();
        }

        if (_options.Users.Count > 0 && !IsKnown(asked.UserName, asked.RawPassword))
        {
            asked.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            Log.EmbeddedRefused(_logger, asked.ClientId, asked.RemoteEndPoint?.ToString() ?? "?");
        }

        return Task.CompletedTask;
    }

    private bool IsKnown(string? user, byte[]? password)
    {
        var expected = user == NodeUser ? NodePassword : user is not null && _options.Users.TryGetValue(user, out var known) ? known : null;
        return expected is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), password ?? []);
    }

    private static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
}
