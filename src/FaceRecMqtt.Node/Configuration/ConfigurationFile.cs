using FaceRecMqtt.Node.Configuration.Checking;
using FaceRecMqtt.Node.Configuration.Schema;
using FaceRecMqtt.Node.Configuration.Sources;

namespace FaceRecMqtt.Node.Configuration;

/// <summary>Reads the one configuration file and the environment into checked records.</summary>
internal static class ConfigurationFile
{
    private const int MostListed = 50;

    /// <summary>Where the file is looked for when none is named.</summary>
    public static readonly IReadOnlyList<string> UsualPlaces = ["facerec.yaml", "/etc/facerec/facerec.yaml"];

    /// <summary>The first of the usual places where a file is; null when none has one.</summary>
    public static string? Find() => UsualPlaces.FirstOrDefault(File.Exists);

    /// <summary>Reads a file with this process's environment.</summary>
    /// <param name="path">The file; null: defaults and environment alone.</param>
    public static ConfigurationResult Load(string? path)
    {
        if (path is null)
        {
            return Parse([], "defaults", ConfigurationSources.OfProcess("."));
        }

        // A path that is none has no folder; opening it says why.
        var isPath = path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal);
        return Load(path, ConfigurationSources.OfProcess((isPath ? Path.GetDirectoryName(Path.GetFullPath(path)) : null) ?? "/"));
    }

    /// <summary>Reads a file with given surroundings.</summary>
    /// <param name="path">The file.</param>
    /// <param name="surroundings">Environment and folder.</param>
    public static ConfigurationResult Load(string path, ConfigurationSources surroundings)
    {
        var (bytes, reason) = Bytes(path);
        return bytes is null
            ? new ConfigurationResult(null, [new ConfigurationProblem(new SourcePosition(path), "", reason!)], [])
            : Parse(bytes, path, surroundings);
    }

    /// <summary>A file's bytes, one more than allowed at most, or why they cannot be read.</summary>
    public static (byte[]? Bytes, string? Reason) Bytes(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[YamlText.MaxBytes + 1];
            return (bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)], null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, fault is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : fault.Message);
        }
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="bytes">The whole file; empty: defaults.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="surroundings">Environment and folder.</param>
    public static ConfigurationResult Parse(ReadOnlySpan<byte> bytes, string file, ConfigurationSources surroundings)
    {
        List<ConfigurationProblem> problems = [];
        var text = YamlText.Decode(bytes, file, problems);
        var root = text is null ? null : new YamlSource(file, text, problems).Read();
        return root is null ? new ConfigurationResult(null, problems, []) : Check(root, file, surroundings, problems);
    }

    /// <summary>Lays the environment over what was written and checks it.</summary>
    /// <param name="root">What was written, of whatever source; changed.</param>
    /// <param name="origin">Name of the source, for messages.</param>
    /// <param name="surroundings">Environment and folder.</param>
    /// <param name="problems">What is wrong already.</param>
    public static ConfigurationResult Check(SourceSection root, string origin, ConfigurationSources surroundings, List<ConfigurationProblem> problems)
    {
        List<ConfigurationProblem> notes = [];
        LegacyEnvironment.Apply(root, surroundings.Environment, problems, notes);
        EnvironmentSource.Apply(root, surroundings.Environment, problems);
        var findings = new Findings(new SourcePosition(origin), problems);
        var read = (NodeConfiguration)new SectionReader(findings).Read(SectionSchema.Root, root, "");
        var configuration = ConfigurationRules.Apply(read, findings, surroundings) with { Positions = findings.Positions };
        return problems.Count == 0
            ? new ConfigurationResult(configuration, [], notes)
            : new ConfigurationResult(null, Listed(problems, origin), notes);
    }

    // Nobody mends more at a time; a file of another kind has thousands.
    private static List<ConfigurationProblem> Listed(List<ConfigurationProblem> problems, string file)
    {
        var first = problems.OrderBy(problem => problem.Position.Line).Take(MostListed).ToList();
        if (problems.Count > MostListed)
        {
            first.Add(new ConfigurationProblem(new SourcePosition(file), "", FormattableString.Invariant($"{problems.Count - MostListed} more mistakes"),
                "is this the right file?"));
        }

        return first;
    }
}
