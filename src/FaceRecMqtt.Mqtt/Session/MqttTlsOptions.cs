namespace FaceRecMqtt.Mqtt.Session;

/// <summary>How the connection to an external broker is encrypted.</summary>
public sealed record MqttTlsOptions
{
    /// <summary>PEM file with the authorities to trust instead of the system's; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Whether the broker's certificate is checked. Default true.</summary>
    public bool Verify { get; init; } = true;
}
