namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>What may be commanded over MQTT (<c>commands.allow</c> and its switches).</summary>
public sealed record CommandPermissions
{
    /// <summary>Names of the commands that may be called; null for all, empty for none. A name covers what lies below it.</summary>
    public IReadOnlyCollection<string>? Allow { get; init; }

    /// <summary>Whether people and samples may be added. Default true.</summary>
    public bool Enroll { get; init; } = true;

    /// <summary>Whether a refusal may be overridden. Default true.</summary>
    public bool Force { get; init; } = true;

    /// <summary>Whether people and samples may be removed. Default true.</summary>
    public bool Deletion { get; init; } = true;

    /// <summary>Whether backups may be made and restored. Default true.</summary>
    public bool Backup { get; init; } = true;

    /// <summary>Whether the program may be restarted. Default true.</summary>
    public bool Restart { get; init; } = true;

    /// <summary>Commands in a row before the rate limit counts. Default 30.</summary>
    public int Burst { get; init; } = 30;

    /// <summary>Commands per second in the long run. Default 10.</summary>
    public double PerSecond { get; init; } = 10;

    internal bool Allows(CommandDefinition command) => Allows(command.Group)
        && (Allow is null || Allow.Any(name => command.Name == name || command.Name.StartsWith(name + "/", StringComparison.Ordinal)));

    internal bool Allows(CommandGroup group) => group switch
    {
        CommandGroup.Enroll => Enroll,
        CommandGroup.Force => Force,
        CommandGroup.Deletion => Deletion,
        CommandGroup.Backup => Backup,
        CommandGroup.Restart => Restart,
        _ => true,
    };
}
