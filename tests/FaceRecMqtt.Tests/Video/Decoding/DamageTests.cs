using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Tests.Video.Decoding;

/// <summary>Files of 75 frames with a key frame at 0, 25 and 50, damaged at one frame.</summary>
public sealed class DamageTests
{
    [Fact]
    public void A_whole_file_is_shown_to_its_last_frame()
    {
        var (shown, withheld) = Shown(File.ReadAllBytes(Clip.Numbered(".h264")));

        Assert.Equal(Enumerable.Range(0, 75), shown);
        Assert.Equal(0, withheld);
    }

    [Theory]
    [InlineData("h264", 26)]
    [InlineData("h264", 30)]
    [InlineData("h264", 48)]
    [InlineData("h265", 26)]
    [InlineData("h265", 30)]
    [InlineData("h265", 48)]
    public void After_a_lost_picture_nothing_is_shown_before_the_next_key_frame(string codec, int lost)
    {
        var (shown, withheld) = Shown(Without(codec, picture => picture == lost));

        Assert.Equal([.. Enumerable.Range(0, lost), .. Enumerable.Range(50, 25)], shown);
        Assert.Equal(49 - lost, withheld);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void After_a_lost_key_frame_nothing_is_shown_before_the_next_one(string codec)
    {
        var (shown, _) = Shown(Without(codec, picture => picture == 25));

        Assert.Equal([.. Enumerable.Range(0, 25), .. Enumerable.Range(50, 25)], shown);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void A_stream_joined_between_key_frames_is_shown_from_the_next_one(string codec)
    {
        var (shown, _) = Shown(Without(codec, picture => picture < 10));

        Assert.Equal(Enumerable.Range(25, 50), shown);
    }

    [Theory]
    [InlineData("cavlc", true)]
    [InlineData("cavlc", false)]
    [InlineData("cabac", false)]
    public void A_picture_that_lost_a_part_and_those_that_lean_on_it_are_not_shown(string coding, bool isOverwritten)
    {
        var file = File.ReadAllBytes(Noisy(".h264", ["-c:v", "libx264", "-preset", coding == "cavlc" ? "ultrafast" : "veryfast", "-sc_threshold", "0", "-bf", "0", "-threads", "1"]));
        var whole = Pictures(file);
        // Nonsense of 40 bytes, or a gap as a lost packet leaves it, in the second group of pictures.
        var at = file.Length * 2 / 5;
        byte[] damaged = isOverwritten ? [.. file[..at], .. Enumerable.Repeat((byte)0x5A, 40), .. file[(at + 40)..]] : [.. file[..at], .. file[(at + 1400)..]];
        var shown = Pictures(damaged);

        Assert.InRange(shown.Count, 50, 70);
        Assert.Subset(whole, shown);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public void A_picture_whose_transport_packets_were_lost_is_not_shown(string codec)
    {
        const int packet = 188;
        var file = File.ReadAllBytes(Noisy(
            ".ts",
            codec == "h264"
                ? ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-threads", "1"]
                : ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "bframes=0:scenecut=0:log-level=error:pools=1"]));
        var whole = Pictures(file);
        var at = file.Length / packet * 2 / 5 * packet;
        var shown = Pictures([.. file[..at], .. file[(at + (3 * packet))..]]);

        Assert.InRange(shown.Count, 50, 70);
        Assert.Subset(whole, shown);
    }

    [Fact]
    public void Half_a_jpeg_is_not_shown()
    {
        var file = File.ReadAllBytes(Clip.Make(
            ".mjpeg", ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=5:duration=2", "-c:v", "mjpeg", "-q:v", "3", "-threads", "1"]));
        // Cut out the second half of the picture in the middle, to the start of the next one.
        var starts = Enumerable.Range(0, file.Length - 2).Where(i => file[i] == 0xFF && file[i + 1] == 0xD8 && file[i + 2] == 0xFF).ToArray();
        Assert.Equal(10, starts.Length);
        byte[] cut = [.. file[..((starts[5] + starts[6]) / 2)], .. file[starts[6]..]];
        var whole = Pictures(file);
        var shown = Pictures(cut);

        Assert.Equal(9, shown.Count);
        Assert.Subset(whole, shown);
    }

    /// <summary>A clip without some of its pictures.</summary>
    private static byte[] Without(string codec, Predicate<int> isLost)
    {
        var number = -1;
        return [.. NalUnits.Split(File.ReadAllBytes(Clip.Numbered("." + codec, codec: codec)))
            .Where(unit => !NalUnits.IsPicture(unit, codec) || !isLost(++number))
            .SelectMany(unit => unit)];
    }

    /// <summary>75 large pictures, in groups of 25.</summary>
    private static string Noisy(string ending, string[] encoder) => Clip.Make(
        ending,
        ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=3,noise=alls=20:allf=t:all_seed=3", "-pix_fmt", "yuv420p", "-g", "25", .. encoder]);

    private static (List<int> Numbers, int Withheld) Shown(byte[] file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("clip.h264");
        File.WriteAllBytes(path, file);
        using var reading = new Reading(path).Open();
        var numbers = new List<int>();
        var (end, withheld) = reading.ReadAll(frame => numbers.Add(Clip.NumberOf(frame)));
        Assert.Equal(ReadResult.Ended, end);
        return (numbers, withheld);
    }

    /// <summary>The pictures that are shown, by all their pixels.</summary>
    private static HashSet<string> Pictures(byte[] file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("clip.bin");
        File.WriteAllBytes(path, file);
        using var reading = new Reading(path).Open();
        var pictures = new HashSet<string>();
        reading.ReadAll(frame =>
        {
            var rgb = new byte[frame.Width * frame.Height * 3];
            frame.CropInto(new(0, 0, frame.Width, frame.Height), rgb, ColorOrder.Rgb);
            pictures.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(rgb)));
        });
        return pictures;
    }
}
