using FaceRecMqtt.Node.Commands;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>What must hold between keys, and what is derived from them: absolute paths, passwords from files, logins in addresses.</summary>
internal static class ConfigurationRules
{
    /// <summary>Checks and completes a configuration whose single values are checked.</summary>
    /// <param name="read">As read; keys with problems hold their defaults.</param>
    /// <param name="findings">Receives problems.</param>
    /// <param name="surroundings">Environment and folder.</param>
    public static NodeConfiguration Apply(NodeConfiguration read, Findings findings, ConfigurationSources surroundings)
    {
        if (read.Node.Name is { } name && !Names.IsValid(name))
        {
            findings.Report("node.name", $"`{Shown.Of(name)}` is no name", Names.Rule);
        }

        if (read.Commands.Allow is { Count: > 1 } names && names.Any(word => word is "all" or "none"))
        {
            findings.Report("commands.allow", "all or none stands alone", "name the commands, or write one of the two words");
        }
        else if (read.Commands.AllowedNames?.FirstOrDefault(word => !CommandNames.Includes(word)) is { } unknown)
        {
            findings.Report("commands.allow", $"`{Shown.Of(unknown)}` is no command", Spelling.Nearest(unknown, CommandNames.All) is { } near
                ? $"did you mean {near}?"
                : $"there is: {string.Join(", ", CommandNames.All)}");
        }

        var passwords = new PasswordFiles(findings, surroundings);
        return read with
        {
            DataFolder = DataFolders.Resolve(read.Data.Folder, surroundings),
            Data = read.Data with { Shipped = read.Data.Shipped is { } shipped ? surroundings.Absolute(shipped) : null },
            Mqtt = MqttRules.Apply(read.Mqtt, findings, passwords, surroundings),
            Cameras = CameraRules.Apply(read.Cameras, findings, passwords, surroundings),
            Backends = BackendRules.Apply(read, findings, surroundings),
        };
    }
}
