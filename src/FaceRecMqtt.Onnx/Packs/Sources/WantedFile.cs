namespace FaceRecMqtt.Onnx.Packs.Sources;

/// <summary>A file that is to be taken out of an archive.</summary>
/// <param name="Path">Its path in the archive, or its mere name.</param>
/// <param name="Target">Absolute path it is written to.</param>
internal readonly record struct WantedFile(string Path, string Target)
{
    /// <summary>Whether an entry of an archive is this file; a mere name is found in any folder.</summary>
    public bool Is(string entry) => entry == Path || (!Path.Contains('/', StringComparison.Ordinal) && entry.EndsWith("/" + Path, StringComparison.Ordinal));
}
