namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A pack that can be installed.</summary>
/// <param name="Manifest">What it is made of.</param>
/// <param name="Json">The manifest's file.</param>
/// <param name="InstalledName">Name of its folder once installed.</param>
/// <param name="Folder">Absolute path of a custom pack's own folder; null for a known pack.</param>
public sealed record PackEntry(PackManifest Manifest, ReadOnlyMemory<byte> Json, string InstalledName, string? Folder)
{
    /// <summary>How the pack is called on the command line.</summary>
    public string CalledName => Folder is null ? Manifest.Name : Folder.Contains(' ', StringComparison.Ordinal) ? $"'{Folder}'" : Folder;
}
