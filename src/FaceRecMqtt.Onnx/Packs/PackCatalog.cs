using System.Security.Cryptography;
using FaceRecMqtt.Onnx.Packs.Manifests;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary>The packs this program knows, and custom ones by their folder.</summary>
public static class PackCatalog
{
    /// <summary>Begin of the installed name of a custom pack.</summary>
    internal const string CustomPrefix = "custom-";

    private const string Prefix = "models/";
    private const string Suffix = "/manifest.json";
    private static readonly Lazy<IReadOnlyDictionary<string, PackEntry>> Entries = new(ReadEmbedded);

    /// <summary>The known packs by name.</summary>
    public static IReadOnlyDictionary<string, PackEntry> Known => Entries.Value;

    /// <summary>Finds a pack.</summary>
    /// <param name="nameOrFolder">A known name, or the path (with a slash) of a folder with a manifest and its files.</param>
    /// <exception cref="PackException">There is none, or its manifest has a mistake.</exception>
    public static PackEntry Find(string nameOrFolder)
    {
        if (!nameOrFolder.Contains('/', StringComparison.Ordinal))
        {
            return Known.TryGetValue(nameOrFolder, out var entry) ? entry : throw new PackException(
                PackFault.Unknown,
                $"no pack is named `{nameOrFolder}`; there is: {string.Join(", ", Known.Keys.Order())}; a pack of your own is named by the path of its folder");
        }

        var folder = Path.GetFullPath(nameOrFolder);
        var file = Path.Combine(folder, PackFolder.ManifestName);
        if (!File.Exists(file))
        {
            throw new PackException(PackFault.Unknown, $"{file} does not exist; a pack of your own is a folder with a manifest.json, see models/README.md");
        }

        var json = FileBytes.Read(file, ManifestReader.MaxBytes);
        var manifest = ManifestReader.Read(json, file);
        return new(manifest, json, $"{CustomPrefix}{manifest.Name}-{Fingerprint(manifest, json, folder)}", folder);
    }

    // Another manifest or other files make another pack, so that neither is ever taken for the other.
    private static string Fingerprint(PackManifest manifest, byte[] json, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(json);
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Name);
            // A file that is neither hashed nor there comes from the manifest's source; the installation notes its hash.
            hash.AppendData(Convert.FromHexString(file.Sha512 ?? file.Sha256 ?? (File.Exists(path) ? FileHash.Sha512(path) : "")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }

    private static Dictionary<string, PackEntry> ReadEmbedded()
    {
        var assembly = typeof(PackCatalog).Assembly;
        var entries = new Dictionary<string, PackEntry>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var name = resource[Prefix.Length..^Suffix.Length];
            var json = copy.ToArray();
            entries.Add(name, new(ManifestReader.Read(json, resource), json, name, Folder: null));
        }

        return entries;
    }
}
