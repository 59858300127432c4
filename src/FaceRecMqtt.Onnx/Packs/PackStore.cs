using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Onnx.Packs.Manifests;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary>The installed packs of a data folder.</summary>
public static class PackStore
{
    /// <summary>Opens an installed pack after checking every byte of it.</summary>
    /// <param name="dataFolder">The node's data folder.</param>
    /// <param name="entry">The pack.</param>
    /// <exception cref="PackException">It is not installed or damaged; the message says what helps.</exception>
    public static InstalledPack Open(string dataFolder, PackEntry entry)
    {
        var folder = PackFolder.Of(dataFolder, entry);
        if (!Directory.Exists(folder))
        {
            throw new PackException(PackFault.NotInstalled, $"the model pack {entry.CalledName} is not installed in {PackFolder.Root(dataFolder)}; run {entry.FetchCommand}");
        }

        var record = InstalledRecord.Read(folder) ?? throw Damaged(entry, PackFolder.RecordName, "is missing or broken");
        return Open(folder, record, entry);
    }

    /// <summary>The packs that are installed, whole or not; custom ones under the name of their installed folder.</summary>
    /// <param name="dataFolder">The node's data folder.</param>
    public static IReadOnlyList<PackEntry> Installed(string dataFolder)
    {
        var root = PackFolder.Root(dataFolder);
        var known = PackCatalog.Known.Values.Where(entry => Directory.Exists(PackFolder.Of(dataFolder, entry)));
        var custom = Directory.Exists(root) ? Directory.EnumerateDirectories(root, PackCatalog.CustomPrefix + "*").Order() : Enumerable.Empty<string>();
        return [.. known, .. custom.Select(Custom).OfType<PackEntry>()];
    }

    private static PackEntry? Custom(string folder)
    {
        var file = Path.Combine(folder, PackFolder.ManifestName);
        try
        {
            var json = FileBytes.Read(file, ManifestReader.MaxBytes);
            return new(ManifestReader.Read(json, file), json, Path.GetFileName(folder), Folder: null);
        }
        catch (PackException)
        {
            // Without a readable manifest nothing can be said of it, and nobody can open it either.
            return null;
        }
    }

    /// <summary>Whether an installed pack was made by another version of manifest or rewrite, or lacks its self-test for want of a network, so that fetching it again does something.</summary>
    internal static bool IsOutdated(string dataFolder, PackEntry entry) =>
        InstalledRecord.Read(PackFolder.Of(dataFolder, entry)) is not { } record
        || record.LacksPictures
        || record.RewriteVersion != InstallRewrite.Version
        || record.ManifestSha512 != FileHash.Sha512(entry.Json.Span);

    private static InstalledPack Open(string folder, InstalledRecord record, PackEntry entry)
    {
        var json = Path.Combine(folder, PackFolder.ManifestName);
        Check(entry, folder, PackFolder.ManifestName, record.ManifestSha512);
        var manifest = ManifestReader.Read(FileBytes.Read(json, ManifestReader.MaxBytes), json);
        foreach (var file in manifest.Files)
        {
            Check(entry, folder, file.Name, record.Files.TryGetValue(file.Name, out var hashes) ? hashes.InstalledSha512 : "");
        }

        var selfTest = record.SelfTestSha512 is { } hash
            ? SelfTestFile.Read(Path.Combine(folder, PackFolder.SelfTestName), hash, manifest.Recogniser.Length) ?? throw Damaged(entry, PackFolder.SelfTestName, "is missing or changed")
            : null;
        return new(manifest, folder, record.Files.ToDictionary(file => file.Key, file => file.Value.PublishedSha512, StringComparer.Ordinal), selfTest);
    }

    private static void Check(PackEntry entry, string folder, string file, string sha512)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            throw Damaged(entry, file, "is missing");
        }

        if (FileHash.Sha512(path) != sha512)
        {
            throw Damaged(entry, file, "hash differs from the one noted when it was installed");
        }
    }

    private static PackException Damaged(PackEntry entry, string file, string what) =>
        new(PackFault.Damaged, $"the model pack {entry.CalledName} is damaged: {file}: {what}; run {entry.FetchCommand}");
}
