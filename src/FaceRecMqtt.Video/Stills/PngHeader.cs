using System.Buffers.Binary;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Size and completeness of a PNG file.</summary>
internal static class PngHeader
{
    internal static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    internal static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 24 || !file[12..16].SequenceEqual("IHDR"u8))
        {
            return new(PictureFormat.Png, 0, 0, IsWhole: false);
        }

        return new(
            PictureFormat.Png,
            BinaryPrimitives.ReadUInt32BigEndian(file[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(file[20..]),
            EndsWell(file));
    }

    // Chunk by chunk (length, type, data, CRC) to the one that says the end.
    private static bool EndsWell(ReadOnlySpan<byte> file)
    {
        for (long at = 8; at + 12 <= file.Length;)
        {
            var chunk = file[(int)at..];
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk[4..8].SequenceEqual("IEND"u8))
            {
                return at <= file.Length;
            }
        }

        return false;
    }
}
