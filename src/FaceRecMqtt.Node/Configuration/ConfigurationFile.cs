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

    /// <summary>Reads a file with this process's environment.</summary>
    /// <param name="path">The file; null: the first of the usual places that exists, else defaults and environment alone.</param>
    public static ConfigurationResult Load(string? path)
    {
        path ??= UsualPlaces.FirstOrDefault(File.Exists);
        if (path is null)
        {
            return Parse([], "defaults", ConfigurationSources.OfProcess("."));
        }

        try
        {
            var surroundings = ConfigurationSources.OfProcess(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
            using var file = File.OpenRead(path);
            var bytes = new byte[YamlText.MaxBytes + 1];
            return Parse(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), path, surroundings);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var reason = fault is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : fault.Message;
            return new ConfigurationResult(null, [new ConfigurationProblem(new SourcePosition(path), "", reason)], []);
        }
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="bytes">The whole file; empty: defaults.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="surroundings">Environment and folder.</param>
    public static ConfigurationResult Parse(ReadOnlySpan<byte> bytes, string file, ConfigurationSources surroundings)
    {
        List<ConfigurationProblem> problems = [];
        List<ConfigurationProblem> notes = [];
        var text = YamlText.Decode(bytes, file, problems);
        var root = text is null ? null : new YamlSource(file, text, problems).Read();
        if (root is null)
        {
            return new ConfigurationResult(null, problems, notes);
        }

        LegacyEnvironment.Apply(root, surroundings.Environment, problems, notes);
        EnvironmentSource.Apply(root, surroundings.Environment, problems);
        var findings = new Findings(new SourcePosition(file), problems);
        var read = (NodeConfiguration)new SectionReader(findings).Read(SectionSchema.Root, root, "");
        var configuration = ConfigurationRules.Apply(read, findings, surroundings) with { Positions = findings.Positions };
        return problems.Count == 0
            ? new ConfigurationResult(configuration, [], notes)
            : new ConfigurationResult(null, Listed(problems, file), notes);
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
