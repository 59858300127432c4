using System.Text.RegularExpressions;

namespace FaceRecMqtt.Onnx.Packs.Manifests;

/// <summary>What names in a manifest may look like.</summary>
internal static partial class ManifestNames
{
    /// <summary>A pack's name.</summary>
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,63}\z")]
    public static partial Regex Pack { get; }

    /// <summary>A file's name: no folder, nothing hidden.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z")]
    public static partial Regex File { get; }

    /// <summary>A path inside an archive: no way out of it.</summary>
    [GeneratedRegex(@"\A(?!.*(\A|/)\.\.?(/|\z))[A-Za-z0-9@._-]+(/[A-Za-z0-9@._-]+){0,15}\z")]
    public static partial Regex PathInArchive { get; }

    /// <summary>An npm package with its exact version.</summary>
    [GeneratedRegex(@"\A(@[a-z0-9][a-z0-9._-]{0,99}/)?[a-z0-9][a-z0-9._-]{0,99}@[0-9]+\.[0-9]+\.[0-9]+(-[A-Za-z0-9.-]{1,50})?\z")]
    public static partial Regex NpmPackage { get; }

    /// <summary>A SHA-512, lower-case hex.</summary>
    [GeneratedRegex(@"\A[0-9a-f]{128}\z")]
    public static partial Regex Sha512 { get; }

    /// <summary>A SHA-256, lower-case hex.</summary>
    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    public static partial Regex Sha256 { get; }
}
