using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>PNG files of 8-bit RGB, so that stored faces can be looked at with any program and come back without loss.</summary>
/// <remarks>The picture library of the node is not there on every machine. Source: PNG specification (W3C, 3rd edition), §5 and §9.</remarks>
internal static class PngPicture
{
    private const byte EightBits = 8, Rgb = 2;
    private const int Channels = 3;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes a picture.</summary>
    /// <param name="rgb">Interleaved RGB rows without gaps, <c>[height, width, 3]</c>.</param>
    /// <param name="width">Width, px.</param>
    /// <param name="height">Height, px.</param>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, Channels * width * height);
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (EightBits, Rgb);
        Write(file, "IHDR", header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(rgb.Slice(row * Channels * width, Channels * width));
            }
        }

        Write(file, "IDAT", packed.ToArray());
        Write(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Reads a picture of a known size; unpacks no more than that, whatever the file says.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="width">Width it must have, px.</param>
    /// <param name="height">Height it must have, px.</param>
    /// <exception cref="InvalidDataException">It is no PNG of this size in 8-bit RGB without interlacing, or it is damaged.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> file, int width, int height)
    {
        if (!file.StartsWith(Signature))
        {
            throw new InvalidDataException("it is no PNG file");
        }

        using var packed = new MemoryStream();
        var isRight = false;
        for (var at = Signature.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                throw new InvalidDataException("it is cut off");
            }

            var type = file.Slice(at + 4, 4);
            var data = file.Slice(at + 8, (int)length);
            if (Crc32.HashToUInt32(file.Slice(at + 4, (int)length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
            {
                throw new InvalidDataException("it is damaged (checksum)");
            }

            if (type.SequenceEqual("IHDR"u8))
            {
                isRight = IsRight(data, width, height);
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }

            at += 12 + (int)length;
        }

        return isRight ? Pixels(packed, width, height) : throw new InvalidDataException($"it is no {width} × {height} picture in 8-bit RGB without interlacing");
    }

    private static bool IsRight(ReadOnlySpan<byte> header, int width, int height) => header.Length == 13
        && BinaryPrimitives.ReadInt32BigEndian(header) == width && BinaryPrimitives.ReadInt32BigEndian(header[4..]) == height
        && header[8] == EightBits && header[9] == Rgb && header[12] == 0;

    private static byte[] Pixels(MemoryStream packed, int width, int height)
    {
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new byte[Channels * width * height];
        Span<byte> filter = stackalloc byte[1];
        try
        {
            for (var row = 0; row < height; row++)
            {
                zlib.ReadExactly(filter);
                var line = pixels.AsSpan(row * Channels * width, Channels * width);
                zlib.ReadExactly(line);
                Unfilter(filter[0], line, row == 0 ? default : pixels.AsSpan((row - 1) * Channels * width, Channels * width));
            }
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("it has too few pixels", fault);
        }

        return pixels;
    }

    private static void Unfilter(byte filter, Span<byte> line, ReadOnlySpan<byte> above)
    {
        for (var i = 0; i < line.Length; i++)
        {
            int left = i < Channels ? 0 : line[i - Channels], up = above.IsEmpty ? 0 : above[i];
            var corner = i < Channels || above.IsEmpty ? 0 : above[i - Channels];
            line[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => (byte)Paeth(left, up, corner),
                _ => throw new InvalidDataException("it is damaged (filter)"),
            };
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static void Write(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        var typed = new byte[4 + data.Length];
        Encoding.ASCII.GetBytes(type, typed);
        data.CopyTo(typed.AsSpan(4));
        file.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(typed));
        file.Write(number);
    }
}
