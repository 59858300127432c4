namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>What a command touches; each group has a permission of its own.</summary>
public enum CommandGroup
{
    /// <summary>Nothing special.</summary>
    General,

    /// <summary>Adds people or samples.</summary>
    Enroll,

    /// <summary>Overrides a refusal.</summary>
    Force,

    /// <summary>Removes people or samples.</summary>
    Deletion,

    /// <summary>Writes or reads backups.</summary>
    Backup,

    /// <summary>Restarts or reloads the program.</summary>
    Restart,
}
