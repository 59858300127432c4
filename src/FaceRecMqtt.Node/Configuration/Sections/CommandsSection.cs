using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>What may be commanded over MQTT.</summary>
internal sealed record CommandsSection
{
    [Setting("Commands that may be called: all, none, or a list of names such as [ping, people/list]; people allows all that begin with people/.")]
    public IReadOnlyList<string> Allow { get; init; } = ["all"];

    /// <summary>The names that may be called; null for all, empty for none.</summary>
    public IReadOnlyCollection<string>? AllowedNames => Allow is ["all"] ? null : Allow is ["none"] ? [] : Allow;

    [Setting("Whether people may be enrolled by command.")]
    public bool Enroll { get; init; } = true;

    [Setting("Whether `force` may override the refusal of a face that already is someone else.")]
    public bool Force { get; init; } = true;

    [Setting("Whether people and samples may be deleted by command.")]
    public bool Delete { get; init; } = true;

    [Setting("Whether backups and exports may be written, and backups restored, by command.")]
    public bool Backup { get; init; } = true;

    [Setting("Whether the node may be reloaded and restarted by command.")]
    public bool Restart { get; init; } = true;

    [Setting("Commands in a row before the rate limit counts.", Unit = "commands", Min = 1, Max = 1000)]
    public int Burst { get; init; } = 30;

    [Setting("Commands in the long run; more are answered with rate_limited.", Unit = "commands/s", Min = 0.1, Max = 1000)]
    public float PerSecond { get; init; } = 10;

    [Setting("Larger payloads are answered with too_large.", Unit = "bytes", Min = 1024, Max = 67_108_864)]
    public int MaxPayload { get; init; } = 8 * 1024 * 1024;
}
