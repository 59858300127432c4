namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A model file of a pack.</summary>
/// <param name="Name">Its name in the pack's folder; no path.</param>
/// <param name="Sha512">SHA-512 as published, lower-case hex; null where a custom pack does not say.</param>
public sealed record PackFile(string Name, string? Sha512)
{
    /// <summary>SHA-256 as published, lower-case hex, for authors who publish that one; null where it is not stated.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its path inside the source's archive; null where the source is the file itself or a folder, or where its name is enough to find it.</summary>
    public string? PathInSource { get; init; }
}
