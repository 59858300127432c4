using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>Small videos that FFmpeg's own program makes; kept in <c>build/test-clips</c> under the hash of what they are made from.</summary>
internal static class Clip
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Made = new();

    /// <summary>Moving bars and a counter, 320×240 px, no B-frames, a key frame every second.</summary>
    public static string Moving(string codec, int seconds = 2, int rate = 25, string size = "320x240") => Make(
        codec switch { "h264" => ".h264.mp4", "h265" => ".h265.mp4", _ => ".mjpeg.avi" },
        ["-f", "lavfi", "-i", $"testsrc2=size={size}:rate={rate}:duration={seconds}", "-g", $"{rate}", "-pix_fmt", "yuv420p", .. Encoder(codec)]);

    /// <summary>Frame n is grey of the brightness 16 + 2n; a key frame every second.</summary>
    public static string Numbered(string ending, int frames = 75, int rate = 25, string size = "64x64", int keyEvery = 0, string codec = "h264") => Make(
        ending,
        [
            "-f", "lavfi", "-i", $"color=black:size={size}:rate={rate},trim=end_frame={frames},geq=lum='16+2*N':cb=128:cr=128",
            "-g", $"{(keyEvery == 0 ? rate : keyEvery)}", "-pix_fmt", "yuv420p", .. Encoder(codec),
        ]);

    /// <summary>The number of a frame of <see cref="Numbered"/>, from its brightness in the middle.</summary>
    public static int NumberOf(Frame frame) => (int)Math.Round((frame.Luma.Row(frame.Height / 2)[frame.Width / 2] - 16) / 2.0);

    /// <summary>Makes a file unless it is there.</summary>
    /// <param name="ending">Ending of its name, which tells its container.</param>
    /// <param name="arguments">Arguments of <c>ffmpeg</c> without the output.</param>
    /// <param name="input">Raw pictures for its standard input, or null.</param>
    public static string Make(string ending, IReadOnlyList<string> arguments, byte[]? input = null)
    {
        byte[] recipe = [.. Encoding.UTF8.GetBytes(string.Join('\n', arguments)), 0, .. input ?? []];
        var name = Convert.ToHexStringLower(SHA256.HashData(recipe))[..16] + ending;
        return Made.GetOrAdd(name, _ => new(() => Run(name, arguments, input))).Value;
    }

    private static string[] Encoder(string codec) => codec switch
    {
        "h264" => ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-bf", "0", "-threads", "1"],
        "h265" => ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "12", "-tag:v", "hvc1", "-x265-params", "bframes=0:log-level=error:pools=1"],
        // RTP carries no Huffman tables: the receiver takes those of the standard (RFC 2435).
        _ => ["-c:v", "mjpeg", "-huffman", "default", "-q:v", "2", "-threads", "1"],
    };

    private static string Run(string name, IReadOnlyList<string> arguments, byte[]? input)
    {
        var folder = Directory.CreateDirectory(RepositoryRoot.Under("build", "test-clips")).FullName;
        var file = Path.Combine(folder, name);
        if (File.Exists(file))
        {
            return file;
        }

        var unfinished = Path.Combine(folder, "part-" + name);
        using var process = Process.Start(
            new ProcessStartInfo("ffmpeg", ["-hide_banner", "-v", "error", "-y", .. arguments, unfinished])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            })!;
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"ffmpeg failed: {complaint}");
        File.Move(unfinished, file, overwrite: true);
        return file;
    }
}
