namespace FaceRecMqtt.Onnx.Packs.Manifests;

/// <summary>Reads where files are published.</summary>
internal static class SourceReader
{
    private const long UsualMaxBytes = 512L * 1024 * 1024;
    private const long MostBytes = 2L * 1024 * 1024 * 1024 - 1;

    /// <summary>A <c>source</c>.</summary>
    /// <exception cref="PackException">It has a mistake.</exception>
    public static PackSource Read(ManifestObject source)
    {
        var read = Of(source);
        source.Close();
        return read;
    }

    /// <summary>A <c>self_test</c>.</summary>
    /// <exception cref="PackException">It has a mistake.</exception>
    public static SelfTestPictures ReadPictures(ManifestObject selfTest)
    {
        var source = selfTest.Has("npm") || selfTest.Has("url") || selfTest.Has("sha512") ? Of(selfTest) : null;
        var pictures = selfTest.Texts("pictures", 32);
        var names = source is null ? ManifestNames.File : ManifestNames.PathInArchive;
        if (pictures.FirstOrDefault(picture => !names.IsMatch(picture)) is not null)
        {
            throw selfTest.Mistake("pictures", source is null
                ? "name files in the pack's own folder, without a path"
                : "name paths inside the archive, without ..");
        }

        selfTest.Close();
        return new(source, pictures);
    }

    /// <summary>A hash, or null where the key is missing.</summary>
    /// <exception cref="PackException">It is no SHA-512.</exception>
    public static string? Sha512(ManifestObject place)
    {
        var hash = place.OptionalText("sha512");
        return hash is null || ManifestNames.Sha512.IsMatch(hash)
            ? hash
            : throw place.Mistake("sha512", "has to be 128 hexadecimal digits in small letters, as sha512sum prints them");
    }

    /// <summary>A hash, or null where the key is missing.</summary>
    /// <exception cref="PackException">It is no SHA-256.</exception>
    public static string? Sha256(ManifestObject place)
    {
        var hash = place.OptionalText("sha256");
        return hash is null || ManifestNames.Sha256.IsMatch(hash)
            ? hash
            : throw place.Mistake("sha256", "has to be 64 hexadecimal digits in small letters, as sha256sum prints them");
    }

    private static PackSource Of(ManifestObject source)
    {
        if (source.OptionalText("npm") is { } package)
        {
            return !ManifestNames.NpmPackage.IsMatch(package)
                ? throw source.Mistake("npm", "has to be a package with its exact version: name@1.2.3")
                : new PackSource.Npm(package, Sha512(source) ?? throw source.Mistake("sha512", "is missing: the hash of the package's tarball, `npm pack NAME | xargs sha512sum`"));
        }

        if (!source.Has("url"))
        {
            throw source.Mistake("npm", "is missing: name a package with npm, or an address with url");
        }

        var text = source.Text("url");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", UserInfo: "", Fragment: "" }
            ? new PackSource.Url(address, Sha512(source), Sha256(source), source.Integer("max_bytes", 1, MostBytes, UsualMaxBytes))
            : throw source.Mistake("url", "has to be an address that begins with https:// and holds no password");
    }
}
