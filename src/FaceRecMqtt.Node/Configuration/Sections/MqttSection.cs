using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>The broker and what is told to it.</summary>
internal sealed record MqttSection
{
    [Setting("Name or address of the broker.", Example = "192.168.1.10", WhenAbsent = "the embedded broker serves")]
    public string? Host { get; init; }

    [Setting("Port of the broker; 8883 is usual with TLS.", Min = 1, Max = 65535)]
    public int Port { get; init; } = 1883;

    [Setting("User at the broker.", Example = "facerec", WhenAbsent = "no login")]
    public string? Username { get; init; }

    [Setting("Password at the broker. Better: password_file.", Example = "\"…\"", WhenAbsent = "no password")]
    public Secret? Password { get; init; }

    [Setting("File whose first line is the password.", Example = "/run/secrets/mqtt", WhenAbsent = "no file")]
    public string? PasswordFile { get; init; }

    [Setting("How long one call to the broker may take: connecting, an acknowledgement, a ping.", Unit = "s", Min = 1, Max = 120)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    [Setting("Silence after which the broker is asked whether it still is there.", Unit = "s", Min = 5, Max = 600)]
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    [Setting("Root of all topics: <base_topic>/<node>/….")]
    public string BaseTopic { get; init; } = "facerec";

    [Setting("Encryption.")]
    public MqttTlsSection Tls { get; init; } = new();

    [Setting("Home Assistant's discovery.")]
    public MqttDiscoverySection Discovery { get; init; } = new();

    [Setting("The broker inside this program, used while mqtt.host is not given.")]
    public MqttEmbeddedSection Embedded { get; init; } = new();

    [Setting("What waits while the broker is away.")]
    public MqttOutboxSection Outbox { get; init; } = new();
}
