namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Names inside the data folder's <c>models</c>.</summary>
internal static class PackFolder
{
    /// <summary>The manifest a pack was installed by.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>Hashes and facts of an installation.</summary>
    public const string RecordName = "installed.json";

    /// <summary>The self-test reference.</summary>
    public const string SelfTestName = "self-test.bin";

    /// <summary>Folder of the files as published, kept so that a newer rewrite needs no network.</summary>
    public const string PublishedName = "published";

    /// <summary>Folder of all packs.</summary>
    public static string Root(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "models");

    /// <summary>Folder of one installed pack.</summary>
    public static string Of(string dataFolder, PackEntry entry) => Path.Combine(Root(dataFolder), entry.InstalledName);
}
