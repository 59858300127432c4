using System.Buffers.Binary;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Size and completeness of a WebP file: lossy (VP8), lossless (VP8L) or extended (VP8X).</summary>
internal static class WebPHeader
{
    internal static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var whole = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length;
        if (file.Length < 30)
        {
            return new(PictureFormat.WebP, 0, 0, IsWhole: false);
        }

        var data = file[20..];
        var (width, height) = (0L, 0L);
        if (file[12..16].SequenceEqual("VP8X"u8))
        {
            (width, height) = (1 + ThreeBytes(data[4..]), 1 + ThreeBytes(data[7..]));
        }
        else if (file[12..16].SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            (width, height) = (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }
        else if (file[12..16].SequenceEqual("VP8 "u8))
        {
            width = BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF;
            height = BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF;
        }

        return new(PictureFormat.WebP, width, height, whole);
    }

    private static long ThreeBytes(ReadOnlySpan<byte> at) => at[0] | ((long)at[1] << 8) | ((long)at[2] << 16);
}
