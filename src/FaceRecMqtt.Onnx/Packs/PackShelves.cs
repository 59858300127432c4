namespace FaceRecMqtt.Onnx.Packs;

/// <summary>The data folders whose packs can be used: the node's own, before the one that came with the program.</summary>
/// <param name="Own">The node's data folder.</param>
/// <param name="Shipped">The data folder that came with the program; null where none did.</param>
public sealed record PackShelves(string Own, string? Shipped = null)
{
    /// <summary>The packs that are installed, whole or not, each once.</summary>
    public IReadOnlyList<PackEntry> Installed =>
        [.. PackStore.Installed(Own).UnionBy(Shipped is null ? [] : PackStore.Installed(Shipped), entry => entry.InstalledName)];

    /// <summary>Finds a pack, installed or not.</summary>
    /// <param name="nameOrFolder">The name of an installed or a known pack, or the path (with a slash) of a custom pack's own folder.</param>
    /// <exception cref="PackException">There is none, or its manifest has a mistake.</exception>
    public PackEntry Find(string nameOrFolder) => Installed.FirstOrDefault(entry => entry.InstalledName == nameOrFolder) ?? PackCatalog.Find(nameOrFolder);

    /// <summary>The data folder a pack lies in: the node's own unless it is missing there and was shipped.</summary>
    /// <param name="pack">The pack.</param>
    public string HomeOf(PackEntry pack) => Shipped is not null && !Has(Own, pack) && Has(Shipped, pack) ? Shipped : Own;

    /// <summary>Opens an installed pack after checking every byte of it.</summary>
    /// <param name="nameOrFolder">As in <see cref="Find"/>.</param>
    /// <exception cref="PackException">It is unknown, not installed or damaged; the message says what helps.</exception>
    public InstalledPack Open(string nameOrFolder) => Open(Find(nameOrFolder));

    /// <summary>Opens an installed pack after checking every byte of it.</summary>
    /// <param name="pack">The pack.</param>
    /// <exception cref="PackException">It is not installed or damaged; the message says what helps.</exception>
    public InstalledPack Open(PackEntry pack) => PackStore.Open(HomeOf(pack), pack);

    private static bool Has(string folder, PackEntry pack) => PackStore.Installed(folder).Any(entry => entry.InstalledName == pack.InstalledName);
}
