using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Encryption of the connection to the broker.</summary>
internal sealed record MqttTlsSection
{
    [Setting("Whether the connection is encrypted.")]
    public bool Enabled { get; init; }

    [Setting("Certificate (PEM) of the authority that signed the broker's certificate.",
        Example = "/etc/facerec/ca.pem", WhenAbsent = "the system's authorities")]
    public string? CaFile { get; init; }

    [Setting("Whether the broker's certificate and name are checked. Off only for a trial: anyone on the way could read along.")]
    public bool Verify { get; init; } = true;
}
