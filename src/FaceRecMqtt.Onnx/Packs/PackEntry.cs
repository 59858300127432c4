namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A pack that can be installed.</summary>
/// <param name="Manifest">What it is made of.</param>
/// <param name="Json">The manifest's file.</param>
/// <param name="InstalledName">Name of its folder once installed.</param>
/// <param name="Folder">Absolute path of a custom pack's own folder; null for a known pack, and for a custom one of which only the installed copy is at hand.</param>
public sealed record PackEntry(PackManifest Manifest, ReadOnlyMemory<byte> Json, string InstalledName, string? Folder)
{
    /// <summary>How the pack is called on the command line.</summary>
    public string CalledName => Folder is null ? InstalledName : Folder.Contains(' ', StringComparison.Ordinal) ? $"'{Folder}'" : Folder;

    /// <summary>The command that installs it.</summary>
    public string FetchCommand => Folder is null && InstalledName != Manifest.Name
        ? "`facerec models fetch` with the path of the pack's own folder"
        : $"`facerec models fetch {CalledName}{(Manifest.NeedsAcceptance ? " --accept-licence" : "")}`";
}
