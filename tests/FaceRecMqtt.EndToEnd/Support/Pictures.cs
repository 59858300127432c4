using System.Buffers.Binary;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>Picture files that users may send, good and bad.</summary>
internal static class Pictures
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A part of a sample picture or another form of one, made by ffmpeg.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="name">Its file name, whose end says the format.</param>
    /// <param name="source">The picture it is made from.</param>
    /// <param name="filter">What is done with it.</param>
    public static Task<string> MakeAsync(RunFolder folder, string name, string source, string filter) =>
        FfmpegAsync(folder, name, ["-i", source, "-vf", filter, "-frames:v", "1", "-q:v", "2"]);

    /// <summary>Makes any file by ffmpeg.</summary>
    public static async Task<string> FfmpegAsync(RunFolder folder, string name, IEnumerable<string> arguments)
    {
        var path = folder.Under(name);
        await using var ffmpeg = ChildProcess.Start("ffmpeg", "ffmpeg", ["-hide_banner", "-v", "error", "-nostdin", "-y", .. arguments, path]);
        await ffmpeg.ExitAsync(Patience);
        return ffmpeg.ExitCode == 0 ? path : throw new InvalidOperationException(ffmpeg.Tail());
    }

    /// <summary>The woman at the right of sample3, whom the clip <c>woman</c> shows too.</summary>
    public static Task<string> NeighbourAsync(RunFolder folder) =>
        MakeAsync(folder, "neighbour.jpg", Clips.Sample(3), "crop=400:520:1430:140");

    /// <summary>A JPEG with an EXIF note that it has to be turned by 90° to the right to be looked at.</summary>
    public static byte[] MarkedTurned(byte[] jpeg)
    {
        byte[] note =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8,
            // TIFF, little endian; one entry: orientation (0x0112), a short, once, 6.
            .. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. note, .. jpeg[2..]];
    }

    /// <summary>The beginning of a PNG that says it has these many pixels.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8, .. new byte[8], 8, 2, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }
}
