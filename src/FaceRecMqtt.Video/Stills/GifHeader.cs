using System.Buffers.Binary;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Size and completeness of a GIF file.</summary>
internal static class GifHeader
{
    private const byte Trailer = 0x3B;

    internal static PictureHeader Read(ReadOnlySpan<byte> file) =>
        file.Length < 13
            ? new(PictureFormat.Gif, 0, 0, IsWhole: false)
            : new(
                PictureFormat.Gif,
                BinaryPrimitives.ReadUInt16LittleEndian(file[6..]),
                BinaryPrimitives.ReadUInt16LittleEndian(file[8..]),
                file.TrimEnd((byte)0) is [.., Trailer]);
}
