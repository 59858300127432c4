using System.Net;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>The broker a running node is reached at.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
internal sealed record BrokerAddress(string Host, int Port)
{
    /// <summary>User; null for none.</summary>
    public string? Username { get; init; }

    /// <summary>Password; null for none.</summary>
    public Secret? Password { get; init; }

    /// <summary>Encryption.</summary>
    public MqttTlsSection Tls { get; init; } = new();

    /// <summary>Root of the topics.</summary>
    public string BaseTopic { get; init; } = "facerec";

    /// <summary>Node's name; null: the only one at the broker.</summary>
    public string? Node { get; init; }

    /// <summary>How long one call to the broker may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The broker a node with this configuration uses.</summary>
    public static BrokerAddress Of(NodeConfiguration configuration)
    {
        var mqtt = configuration.Mqtt;
        var address = mqtt.Host is not null
            ? new BrokerAddress(mqtt.Host, mqtt.Port) { Username = mqtt.Username, Password = mqtt.Password, Tls = mqtt.Tls }
            : new BrokerAddress(Reachable(mqtt.Embedded.Address), mqtt.Embedded.Port)
            {
                Username = mqtt.Embedded.Username,
                Password = mqtt.Embedded.Password,
            };
        return address with { BaseTopic = mqtt.BaseTopic, Node = configuration.Node.Name, Timeout = mqtt.Timeout };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";

    // A broker that listens on all addresses is reached at this machine's own.
    private static string Reachable(string listening) => IPAddress.Parse(listening) switch
    {
        var any when any.Equals(IPAddress.Any) => "127.0.0.1",
        var any when any.Equals(IPAddress.IPv6Any) => "::1",
        _ => listening,
    };
}
