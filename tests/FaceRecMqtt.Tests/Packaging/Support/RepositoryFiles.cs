using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Packaging.Support;

/// <summary>The files of the checkout that belong to the project, not what was built or fetched beside them.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Made = ["artifacts", "build", "TestResults", "BenchmarkDotNet.Artifacts", "bin", "obj", "secrets"];

    /// <summary>Their paths, relative to the checkout.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Below(RepositoryRoot.Path).Select(file => Path.GetRelativePath(RepositoryRoot.Path, file)).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(RepositoryRoot.Under(path.Split('/')));

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => Path.GetFileName(inner) is var name && !name.StartsWith('.') && !Made.Contains(name))
            .SelectMany(Below));
}
