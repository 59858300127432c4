using System.Buffers.Binary;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Size and completeness of a BMP file, with the old 12-byte or a newer header.</summary>
internal static class BmpHeader
{
    internal static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30)
        {
            return new(PictureFormat.Bmp, 0, 0, IsWhole: false);
        }

        var old = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) == 12;
        long width = old ? BinaryPrimitives.ReadUInt16LittleEndian(file[18..]) : BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        long height = old ? BinaryPrimitives.ReadUInt16LittleEndian(file[20..]) : BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        long bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(old ? 24 : 28)..]);
        var isPlain = old || (file.Length >= 34 && BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) is 0 or 3);
        (width, height) = (Math.Abs(width), Math.Abs(height)); // a negative height means top row first

        // Rows are filled up to four bytes; a compressed file does not tell its length this way.
        var row = ((width * bits) + 31) / 32 * 4;
        var pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        var whole = !isPlain || (Int128)pixels + ((Int128)row * height) <= file.Length;
        return new(PictureFormat.Bmp, width, height, whole);
    }
}
