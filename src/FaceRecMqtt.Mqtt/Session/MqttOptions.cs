namespace FaceRecMqtt.Mqtt.Session;

/// <summary>How the node reaches its broker and what it calls itself there.</summary>
public sealed record MqttOptions
{
    /// <summary>Broker's host name or address; null for the embedded broker.</summary>
    public string? Host { get; init; }

    /// <summary>Broker's TCP port. Default 1883.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>User; null for an anonymous connection.</summary>
    public string? User { get; init; }

    /// <summary>Password; null for none. Never printed.</summary>
    public string? Password { get; init; }

    /// <summary>Encryption; null for none.</summary>
    public MqttTlsOptions? Tls { get; init; }

    /// <summary>First levels of every topic. Default <c>facerec</c>.</summary>
    public string BaseTopic { get; init; } = "facerec";

    /// <summary>Node's name, <c>[a-z0-9_-]+</c>.</summary>
    public required string Node { get; init; }

    /// <summary>Random id kept in the data folder, <c>[a-z0-9_-]+</c>; root of every unique id and of the client id.</summary>
    public required string NodeId { get; init; }

    /// <summary>Program's version, shown in <c>info</c> and in Home Assistant.</summary>
    public string Version { get; init; } = "0.0.0";

    /// <summary>Home Assistant's discovery prefix; null switches discovery off. Default <c>homeassistant</c>.</summary>
    public string? DiscoveryPrefix { get; init; } = "homeassistant";

    /// <summary>Names the node had before; what it left under them is cleared. Default none.</summary>
    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    /// <summary>Discovery prefixes the node used before; its configurations below them are cleared. Default none.</summary>
    public IReadOnlyList<string> FormerPrefixes { get; init; } = [];

    /// <summary>Where Home Assistant says that it started. Default <c>homeassistant/status</c>.</summary>
    public string BirthTopic { get; init; } = "homeassistant/status";

    /// <summary>What it says there, in any case. Default <c>online</c>.</summary>
    public string BirthPayload { get; init; } = "online";

    /// <summary>Pause after which the connection is probed. Default 15 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Patience with one call to the broker (connecting, an acknowledgement, a ping). Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>First pause before connecting again; doubles with jitter. Default 1 s.</summary>
    public TimeSpan ReconnectPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause before connecting again. Default 30 s.</summary>
    public TimeSpan LongestReconnectPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait at a connect for another node's retained <c>info</c>. Default 0.5 s.</summary>
    public TimeSpan OwnerCheck { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Events and replies kept through an outage; beyond it the oldest go. Default 1000.</summary>
    public int OutboxLimit { get; init; } = 1000;

    /// <summary>Largest command payload, bytes. Default 8 MiB.</summary>
    public int MaxPayload { get; init; } = 8 * 1024 * 1024;

    /// <summary>The embedded broker, used while <see cref="Host"/> is null.</summary>
    public EmbeddedBrokerOptions Embedded { get; init; } = new();

    /// <summary>What may be commanded over MQTT.</summary>
    public Commands.CommandPermissions Commands { get; init; } = new();

    internal string ClientId => $"facerec-{NodeId}";

    /// <summary>Everything but the password.</summary>
    public override string ToString() => $"{(Host is null ? "embedded broker" : $"{Host}:{Port}")}, {BaseTopic}/{Node}";
}
