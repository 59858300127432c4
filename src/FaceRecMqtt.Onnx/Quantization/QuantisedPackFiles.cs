using System.Text.Json;
using System.Text.Json.Nodes;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Packs.Manifests;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>The files of a pack with a quantised recogniser.</summary>
internal static class QuantisedPackFiles
{
    private const long LargestModel = 1L << 30;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>A model file as it was published, before the rewrite that an installation makes.</summary>
    /// <exception cref="PackException">It cannot be read.</exception>
    public static byte[] Published(InstalledPack pack, string file) => FileBytes.Read(Path.Combine(pack.Folder, PackFolder.PublishedName, file), LargestModel);

    /// <summary>Writes manifest and models into a new folder.</summary>
    /// <param name="pack">The pack it is made of.</param>
    /// <param name="recogniser">The quantised recogniser.</param>
    /// <param name="mode">How it was quantised; becomes part of the names.</param>
    /// <param name="folder">The folder; replaced.</param>
    /// <exception cref="PackException">A file cannot be read, or the pack's name is too long.</exception>
    public static void Write(InstalledPack pack, byte[] recogniser, PrecisionMode mode, string folder)
    {
        var manifest = Manifest(pack, FileHash.Sha512(recogniser), PrecisionModes.Name(mode), out var file);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        FileBytes.CreateFolder(folder);
        foreach (var other in pack.Manifest.Files.Where(other => other.Name != pack.Manifest.Recogniser.File))
        {
            FileBytes.Write(Path.Combine(folder, other.Name), Published(pack, other.Name));
        }

        FileBytes.Write(Path.Combine(folder, file), recogniser);
        FileBytes.Write(Path.Combine(folder, PackFolder.ManifestName), manifest);
    }

    // The manifest's own words where they still hold; thresholds are those of the float32 model until somebody measures.
    private static byte[] Manifest(InstalledPack pack, string sha512, string mode, out string file)
    {
        var path = Path.Combine(pack.Folder, PackFolder.ManifestName);
        var root = JsonNode.Parse(FileBytes.Read(path, ManifestReader.MaxBytes))!.AsObject();
        var before = pack.Manifest.Recogniser.File;
        file = $"{Path.GetFileNameWithoutExtension(before)}_{mode}.onnx";
        root["name"] = $"{pack.Manifest.Name}-{mode}";
        root["title"] = $"{pack.Manifest.Title}; recogniser quantised to {mode} to preview an NPU";
        root.Remove("source");
        if (pack.Manifest.SelfTest is { Source: null })
        {
            // Pictures in the author's own folder are not kept by an installation.
            root.Remove("self_test");
        }

        foreach (var entry in root["files"]!.AsArray().Select(entry => entry!.AsObject()))
        {
            entry.Remove("path");
            if ((string?)entry["name"] == before)
            {
                entry["name"] = file;
                entry.Remove("sha256");
                entry["sha512"] = sha512;
            }
        }

        root["recogniser"]!["file"] = file;
        var json = JsonSerializer.SerializeToUtf8Bytes(root, Readable);
        _ = ManifestReader.Read(json, path);
        return json;
    }
}
