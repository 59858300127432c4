namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Where the data folder is when nobody said it.</summary>
internal static class DataFolders
{
    /// <summary>Absolute path of the data folder.</summary>
    /// <param name="configured">The key's value, if given.</param>
    /// <param name="surroundings">Environment and folder.</param>
    public static string Resolve(string? configured, ConfigurationSources surroundings)
    {
        if (configured is not null)
        {
            return surroundings.Absolute(configured);
        }

        // systemd names the folders it made for the service, separated by colons.
        if (Variable("STATE_DIRECTORY") is { } state)
        {
            return surroundings.Absolute(state.Split(':')[0]);
        }

        return surroundings.IsRoot ? "/var/lib/facerec"
            : Variable("XDG_DATA_HOME") is { } data ? surroundings.Absolute(Path.Combine(data, "facerec"))
            : surroundings.Absolute("~/.local/share/facerec");

        string? Variable(string name) => surroundings.Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
    }
}
