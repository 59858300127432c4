using System.Security.Cryptography;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Hashes of files, lower-case hex.</summary>
internal static class FileHash
{
    /// <summary>SHA-512 of a file.</summary>
    /// <exception cref="PackException">It cannot be read.</exception>
    public static string Sha512(string path) => Of(path, SHA512.HashData);

    /// <summary>SHA-256 of a file.</summary>
    /// <exception cref="PackException">It cannot be read.</exception>
    public static string Sha256(string path) => Of(path, SHA256.HashData);

    /// <summary>SHA-512 of bytes.</summary>
    public static string Sha512(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA512.HashData(bytes));

    /// <summary>Checks a file against what is stated of it; what is not stated is not checked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name, for the message.</param>
    /// <param name="sha512">Stated SHA-512, if any.</param>
    /// <param name="sha256">Stated SHA-256, if any.</param>
    /// <returns>Its SHA-512.</returns>
    /// <exception cref="PackException">It differs or cannot be read.</exception>
    public static string Check(string path, string name, string? sha512, string? sha256)
    {
        var found = Sha512(path);
        if (sha512 is not null && sha512 != found)
        {
            throw Differs(name, "SHA-512", sha512, found);
        }

        if (sha256 is not null && Sha256(path) is var shorter && shorter != sha256)
        {
            throw Differs(name, "SHA-256", sha256, shorter);
        }

        return found;
    }

    private static PackException Differs(string name, string kind, string stated, string found) => new(
        PackFault.Refused,
        $"{name}: hash differs: its {kind} is {found[..16]}…, {stated[..16]}… is stated or was noted when it first came; it is damaged or another version, so it is not used");

    private static string Of(string path, Func<Stream, byte[]> hash)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(hash(stream));
        }
        catch (Exception fault) when (FileBytes.IsDiskFault(fault))
        {
            throw new PackException(PackFault.Missing, $"{path}: cannot be read ({fault.Message})", fault);
        }
    }
}
