namespace FaceRecMqtt.Video.Stills;

/// <summary>What a picture file says of itself, read without decoding it. Reads untrusted bytes: bounded, throws nothing.</summary>
/// <param name="Format">By its first bytes.</param>
/// <param name="Width">As stored, px; 0 where the header does not tell.</param>
/// <param name="Height">As stored, px; 0 where the header does not tell.</param>
/// <param name="IsWhole">Whether the end that the format demands is there.</param>
internal readonly record struct PictureHeader(PictureFormat Format, long Width, long Height, bool IsWhole)
{
    /// <summary>Reads the header; null when the bytes are of no known kind.</summary>
    internal static PictureHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return JpegHeader.Read(file);
        }

        if (file.StartsWith(PngHeader.Signature))
        {
            return PngHeader.Read(file);
        }

        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
        {
            return WebPHeader.Read(file);
        }

        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
        {
            return GifHeader.Read(file);
        }

        return file.StartsWith("BM"u8) ? BmpHeader.Read(file) : null;
    }
}
