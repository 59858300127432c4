using System.IO.Compression;
using FaceRecMqtt.Faces.Alignment;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>A crop as it is stored: interleaved RGB, deflated; the very bytes come back.</summary>
internal static class CropBytes
{
    /// <summary>Packs a crop.</summary>
    /// <param name="crop"><c>[112, 112, 3]</c>.</param>
    public static byte[] Pack(ReadOnlySpan<byte> crop)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(crop.Length, AlignedFace.Bytes);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(crop);
        }

        return packed.ToArray();
    }

    /// <summary>Unpacks what <see cref="Pack"/> made.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        var crop = new byte[AlignedFace.Bytes];
        using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        try
        {
            deflate.ReadExactly(crop);
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("A stored face is shorter than 112 × 112 pixels.", fault);
        }

        return crop;
    }
}
