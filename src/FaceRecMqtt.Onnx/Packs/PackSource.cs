namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Where a pack's files are published.</summary>
/// <param name="Sha512">SHA-512 of the archive, lower-case hex; null where it is not known.</param>
public abstract record PackSource(string? Sha512)
{
    /// <summary>A package of the npm registry this machine is set up for; fetched with <c>npm pack</c>, nothing of it is run.</summary>
    /// <param name="Package">Name and exact version, for example <c>name@1.0.0</c>.</param>
    /// <param name="Sha512">SHA-512 of its tarball, lower-case hex.</param>
    public sealed record Npm(string Package, string Sha512) : PackSource(Sha512);

    /// <summary>An address: a ZIP archive, or the only model file itself.</summary>
    /// <param name="Address">Absolute, https.</param>
    /// <param name="Sha512">SHA-512 of what is there, lower-case hex; null where it is not known.</param>
    /// <param name="Sha256">SHA-256 of what is there, lower-case hex; null where it is not known.</param>
    /// <param name="MaxBytes">More is not read.</param>
    public sealed record Url(Uri Address, string? Sha512, string? Sha256, long MaxBytes) : PackSource(Sha512);
}
