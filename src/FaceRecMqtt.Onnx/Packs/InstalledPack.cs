namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A pack whose files lie checked in a folder, ready to be opened by a backend.</summary>
/// <param name="Manifest">What it is made of.</param>
/// <param name="Folder">Absolute path of the folder.</param>
/// <param name="PublishedHashes">SHA-512 of each model file as published, lower-case hex, by file name; the recogniser's is the identity of its embeddings.</param>
/// <param name="SelfTest">Reference that a backend made of this pack must reproduce; null where none was made.</param>
public sealed record InstalledPack(
    PackManifest Manifest, string Folder, IReadOnlyDictionary<string, string> PublishedHashes, SelfTestReference? SelfTest)
{
    /// <summary>Absolute path of a model file.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);
}
