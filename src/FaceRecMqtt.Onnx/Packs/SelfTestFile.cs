using System.IO.Compression;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary>The self-test reference as a file: crop and embedding, deflated.</summary>
internal static class SelfTestFile
{
    private const int CropBytes = 112 * 112 * 3;
    private const long MaxBytes = 1024 * 1024;

    /// <summary>Writes a reference.</summary>
    /// <returns>SHA-512 of the file.</returns>
    public static string Write(string path, SelfTestReference reference)
    {
        using var buffer = new MemoryStream();
        using (var deflate = new DeflateStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(reference.Crop);
            deflate.Write(MemoryMarshal.AsBytes(reference.Raw.AsSpan()));
        }

        var bytes = buffer.ToArray();
        FileBytes.Write(path, bytes);
        return FileHash.Sha512(bytes);
    }

    /// <summary>Reads a reference.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sha512">Its hash.</param>
    /// <param name="length">Values of the embedding.</param>
    /// <returns>Null where the file is missing or not what was written.</returns>
    public static SelfTestReference? Read(string path, string sha512, int length)
    {
        try
        {
            var bytes = FileBytes.Read(path, MaxBytes);
            if (FileHash.Sha512(bytes) != sha512)
            {
                return null;
            }

            var crop = new byte[CropBytes];
            var raw = new float[length];
            using var deflate = new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
            deflate.ReadExactly(crop);
            deflate.ReadExactly(MemoryMarshal.AsBytes(raw.AsSpan()));
            return new(crop, raw);
        }
        catch (Exception fault) when (fault is PackException or IOException or InvalidDataException)
        {
            return null;
        }
    }
}
