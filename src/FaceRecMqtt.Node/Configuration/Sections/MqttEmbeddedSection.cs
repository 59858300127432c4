using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>The broker inside the program.</summary>
internal sealed record MqttEmbeddedSection
{
    [Setting("Address it listens on. 127.0.0.1 serves this machine only; any other address demands username and password.")]
    public string Address { get; init; } = "127.0.0.1";

    [Setting("Port it listens on.", Min = 1, Max = 65535)]
    public int Port { get; init; } = 1883;

    [Setting("User that clients of the embedded broker log in as.", Example = "home", WhenAbsent = "no login, on loopback only")]
    public string? Username { get; init; }

    [Setting("That user's password. Better: password_file.", Example = "\"…\"", WhenAbsent = "no password")]
    public Secret? Password { get; init; }

    [Setting("File whose first line is that password.", Example = "/run/secrets/broker", WhenAbsent = "no file")]
    public string? PasswordFile { get; init; }
}
