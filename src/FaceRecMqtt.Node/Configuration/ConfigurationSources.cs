namespace FaceRecMqtt.Node.Configuration;

/// <summary>What surrounds a configuration file while it is read; tests give their own.</summary>
/// <param name="Environment">Environment variables.</param>
/// <param name="Folder">Folder from which relative paths in the configuration count.</param>
/// <param name="IsRoot">Whether the program runs as root, which decides the default data folder.</param>
internal sealed record ConfigurationSources(IReadOnlyDictionary<string, string> Environment, string Folder, bool IsRoot)
{
    /// <summary>This process's surroundings.</summary>
    /// <param name="folder">Folder of the configuration file, or the working folder.</param>
    public static ConfigurationSources OfProcess(string folder) => new(
        System.Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .ToDictionary(name => name, name => System.Environment.GetEnvironmentVariable(name) ?? ""),
        Path.GetFullPath(folder),
        System.Environment.IsPrivilegedProcess);

    /// <summary>A path of the configuration made absolute; <c>~/</c> is the home folder.</summary>
    public string Absolute(string path) =>
        path.StartsWith("~/", StringComparison.Ordinal) && Environment.TryGetValue("HOME", out var home)
            ? Path.GetFullPath(Path.Combine(home, path[2..]))
            : Path.GetFullPath(path, Folder);
}
