namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>Folders of one installation; all on the data folder's file system.</summary>
/// <param name="Root">Folder of all packs.</param>
/// <param name="Target">Where the pack belongs.</param>
internal sealed record InstallPlaces(string Root, string Target)
{
    /// <summary>Where the pack is put together.</summary>
    public string Staging => Path.Combine(Root, ".installing");

    /// <summary>Where its published files go.</summary>
    public string Published => Path.Combine(Staging, PackFolder.PublishedName);

    /// <summary>What is needed between; gone afterwards.</summary>
    public string Work => Path.Combine(Root, ".fetching");

    /// <summary>What is needed between for the self-test; gone afterwards.</summary>
    public string PictureWork => Path.Combine(Root, ".fetching-pictures");

    /// <summary>Broken downloads that go on with the next try.</summary>
    public string Downloads => Path.Combine(Root, ".downloads");

    /// <summary>Removes what this or a killed installation left.</summary>
    public void Clear()
    {
        foreach (var folder in (string[])[Staging, Work, PictureWork])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
