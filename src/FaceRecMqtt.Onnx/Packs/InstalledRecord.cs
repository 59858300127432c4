using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary><c>installed.json</c>: what was installed, so that every later change is seen.</summary>
internal sealed record InstalledRecord
{
    private const long MaxBytes = 1024 * 1024;

    /// <summary>Rewrite that made the files; see <see cref="Graph.InstallRewrite.Version"/>.</summary>
    public required int RewriteVersion { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset InstalledAt { get; init; }

    /// <summary>SHA-512 of the manifest beside it.</summary>
    public required string ManifestSha512 { get; init; }

    /// <summary>The model files by name.</summary>
    public required IReadOnlyDictionary<string, InstalledFile> Files { get; init; }

    /// <summary>SHA-512 of the self-test reference; null where there is none.</summary>
    public string? SelfTestSha512 { get; init; }

    /// <summary>Whether the self-test's pictures could not be fetched, so that the next installation tries again.</summary>
    public bool LacksPictures { get; init; }

    /// <summary>What a person should know of the installation.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Reads the record of an installed pack.</summary>
    /// <returns>Null where it is missing or broken.</returns>
    public static InstalledRecord? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(FileBytes.Read(Path.Combine(folder, PackFolder.RecordName), MaxBytes), InstalledRecordJson.Default.InstalledRecord);
        }
        catch (Exception fault) when (fault is JsonException or PackException)
        {
            return null;
        }
    }

    /// <summary>Writes the record.</summary>
    public void Write(string folder) =>
        FileBytes.Write(Path.Combine(folder, PackFolder.RecordName), JsonSerializer.SerializeToUtf8Bytes(this, InstalledRecordJson.Default.InstalledRecord));
}

/// <summary>Hashes of one model file, lower-case hex.</summary>
/// <param name="PublishedSha512">As its authors published it.</param>
/// <param name="InstalledSha512">As it was installed.</param>
internal sealed record InstalledFile(string PublishedSha512, string InstalledSha512);

/// <summary>JSON of <see cref="InstalledRecord"/>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InstalledRecord))]
internal sealed partial class InstalledRecordJson : JsonSerializerContext;
