namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>A folder with one sub-folder of pictures per person: one's own, or the one Frigate or Double Take keeps.</summary>
/// <param name="People">Everybody, ordered by name; also those without a picture.</param>
/// <param name="Skipped">Names of sub-folders that are nobody's.</param>
internal sealed record FaceFolder(IReadOnlyList<PersonFolder> People, IReadOnlyList<string> Skipped)
{
    // What they keep beside the people: Frigate recent attempts, Double Take what it saw, both strangers.
    private static readonly string[] NobodysFolders = ["train", "matches", "latest", "unknown"];

    private static readonly string[] PictureEnds = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    /// <summary>Reads a folder.</summary>
    /// <exception cref="CommandFailed">It cannot be read.</exception>
    public static FaceFolder Read(string path)
    {
        try
        {
            var names = Names(path);
            if (names.Contains("train") && names.Any(name => name is "matches" or "latest"))
            {
                // Double Take's storage: the people are one step further down.
                path = Path.Combine(path, "train");
                names = Names(path);
            }

            // Frigate puts an underscore for each space when it makes a person's folder (create_face in its classification.py).
            var isFrigate = names.Contains("train");
            return new FaceFolder(
                [.. names.Where(name => !IsNobodys(name)).Select(name => new PersonFolder(isFrigate ? name.Replace('_', ' ') : name, Pictures(Path.Combine(path, name))))],
                [.. names.Where(IsNobodys)]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Usage, $"{path} cannot be read: {fault.Message}");
        }
    }

    private static string[] Names(string path) => [.. Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    // Hidden folders and those of network storage (@eaDir) are nobody's either.
    private static bool IsNobodys(string name) => name.StartsWith('.') || name.StartsWith('@') || NobodysFolders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string[] Pictures(string folder) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(file => !Path.GetFileName(file).StartsWith('.') && PictureEnds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];
}
