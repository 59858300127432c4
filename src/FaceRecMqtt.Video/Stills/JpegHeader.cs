using System.Buffers.Binary;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Size and completeness of a JPEG file (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    internal static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var (width, height) = (0, 0);
        var at = 2;
        while (Marker(file, ref at) is { } marker)
        {
            if (marker == EndOfImage)
            {
                return new(PictureFormat.Jpeg, width, height, IsWhole: width > 0);
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue; // these have no length
            }

            if (at + 2 > file.Length)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            // SOF0–SOF15 without the three numbers that mean tables (DHT, JPG, DAC). Only the first counts.
            if (width == 0 && marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && at + 7 <= file.Length)
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 3)..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]);
            }

            at += Math.Max(2, (int)length);
            if (marker == StartOfScan && at < file.Length)
            {
                SkipScan(file, ref at);
            }
        }

        return new(PictureFormat.Jpeg, width, height, IsWhole: false);
    }

    /// <summary>The next marker, with the position after it; null at the end of the bytes.</summary>
    private static byte? Marker(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length)
        {
            var found = file[at..].IndexOf((byte)0xFF);
            if (found < 0)
            {
                return null;
            }

            at += found + 1;
            while (at < file.Length && file[at] == 0xFF)
            {
                at++; // fill bytes
            }

            if (at < file.Length && file[at++] is var marker and not 0)
            {
                return marker;
            }
        }

        return null;
    }

    /// <summary>Moves to the marker that ends the compressed data: in it, FF is followed by 00 or a restart marker.</summary>
    private static void SkipScan(ReadOnlySpan<byte> file, ref int at)
    {
        while (true)
        {
            var found = file[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= file.Length)
            {
                at = file.Length;
                return;
            }

            at += found;
            if (file[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return;
            }

            at += file[at + 1] == 0xFF ? 1 : 2;
            if (at >= file.Length)
            {
                return;
            }
        }
    }
}
