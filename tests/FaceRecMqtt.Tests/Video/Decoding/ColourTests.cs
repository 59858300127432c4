using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Video.Support;

namespace FaceRecMqtt.Tests.Video.Decoding;

public sealed class ColourTests
{
    private const int Bar = 12;

    // Black, white, grey, primaries and skin, all legal in both ranges.
    private static readonly int[][] Bars =
        [[16, 128, 128], [235, 128, 128], [126, 128, 128], [81, 90, 240], [145, 54, 34], [41, 240, 110], [170, 105, 152], [60, 140, 120]];

    public static TheoryData<string, string, string, int, int> Kinds()
    {
        var kinds = new TheoryData<string, string, string, int, int>();
        foreach (var colorspace in (string[])["bt709", "smpte170m"])
        {
            foreach (var range in (string[])["tv", "pc"])
            {
                kinds.Add(colorspace, range, "420", 96, 32);
                kinds.Add(colorspace, range, "420", 95, 31);
                kinds.Add(colorspace, range, "422", 95, 31);
                kinds.Add(colorspace, range, "444", 95, 31);
                kinds.Add(colorspace, range, "420-10", 95, 31);
                kinds.Add(colorspace, range, "422-10", 96, 32);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bars_have_the_colours_of_the_formula(string colorspace, string range, string sampling, int width, int height)
    {
        var bits = sampling.EndsWith("-10", StringComparison.Ordinal) ? 10 : 8;
        var picture = new YuvPicture(width, height, sampling[..3] == "444" ? 0 : 1, sampling[..3] == "420" ? 1 : 0, bits)
            .Fill((plane, x, _) => Bars[x / Bar][plane] << (bits - 8));
        using var reading = new Reading(picture.ToVideo(colorspace, range)).Open();
        using var frame = reading.Frame();

        AssertBars(frame, YuvMatrix.Of(colorspace, range), width / Bar, 2);
    }

    [Theory]
    [InlineData("libx264", "bt709", "tv")]
    [InlineData("libx264", "bt709", "pc")]
    [InlineData("libx264", "smpte170m", "tv")]
    [InlineData("libx264", "smpte170m", "pc")]
    [InlineData("libx265", "bt709", "tv")]
    [InlineData("libx265", "bt709", "pc")]
    [InlineData("libx265", "smpte170m", "tv")]
    [InlineData("libx265", "smpte170m", "pc")]
    [InlineData("mjpeg", "smpte170m", "pc")]
    public void Compressed_clips_have_the_colours_that_they_state(string encoder, string colorspace, string range)
    {
        var picture = new YuvPicture(96, 64, 1, 1).Fill((plane, x, _) => Bars[x / Bar][plane]);
        string[] quality = encoder switch
        {
            "libx264" => ["-qp", "2", "-preset", "ultrafast"],
            "libx265" => ["-preset", "ultrafast", "-x265-params", "qp=2:log-level=error:pools=1"],
            _ => ["-q:v", "1", "-qmin", "1"],
        };
        var clip = Clip.Make(
            ".mkv",
            [
                "-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", "96x64", "-color_range", range, "-colorspace", colorspace, "-i", "pipe:0",
                "-c:v", encoder, .. quality, "-pix_fmt", encoder == "mjpeg" ? "yuvj420p" : "yuv420p", "-color_range", range, "-colorspace", colorspace,
            ],
            picture.ToBytes());
        using var reading = new Reading(clip).Open();
        using var frame = reading.Frame();

        AssertBars(frame, YuvMatrix.Of(colorspace, range), 8, 4);
    }

    [Theory]
    [InlineData(96, 32, "smpte170m")]
    [InlineData(720, 576, "smpte170m")]
    [InlineData(1280, 720, "bt709")]
    [InlineData(720, 1280, "bt709")]
    [InlineData(1280, 534, "bt709")]
    [InlineData(800, 600, "bt709")]
    [InlineData(576, 720, "smpte170m")]
    [InlineData(1280, 720, "bt709", "pc")]
    public void A_stream_that_does_not_say_its_matrix_is_read_by_its_size(int width, int height, string colorspace, string range = "tv")
    {
        var picture = new YuvPicture(width, height, 1, 1).Fill((plane, x, _) => Bars[Math.Min(7, x / Bar)][plane]);
        using var reading = new Reading(picture.ToVideo("unknown", range)).Open();
        using var frame = reading.Frame();

        AssertBars(frame, YuvMatrix.Of(colorspace, range), 7, 2);
    }

    [Fact]
    public void Two_interleaved_colour_planes_look_like_two_separate_ones()
    {
        var random = new Random(5);
        var picture = new YuvPicture(95, 31, 1, 1).Fill((_, _, _) => random.Next(16, 236));
        byte[] interleaved =
        [
            .. picture.Planes[0].Select(sample => (byte)sample),
            .. picture.Planes[1].Zip(picture.Planes[2]).SelectMany(pair => (byte[])[(byte)pair.First, (byte)pair.Second]),
        ];
        var nv12 = Clip.Make(
            ".nut", ["-f", "rawvideo", "-pix_fmt", "nv12", "-video_size", "95x31", "-i", "pipe:0", "-c:v", "rawvideo", "-pix_fmt", "nv12"], interleaved);

        Assert.Equal(Whole(picture.ToVideo("smpte170m", "tv")), Whole(nv12));
    }

    [Fact]
    public void Grey_video_is_grey()
    {
        var ramp = Enumerable.Range(0, 32 * 8).Select(i => (byte)(i % 32 * 8)).ToArray();
        var clip = Clip.Make(
            ".mkv", ["-f", "rawvideo", "-pix_fmt", "gray", "-video_size", "32x8", "-color_range", "pc", "-i", "pipe:0", "-c:v", "ffv1", "-color_range", "pc"], ramp);
        var rgb = Whole(clip);

        for (var i = 0; i < ramp.Length; i++)
        {
            Assert.InRange(rgb[3 * i], ramp[i] - 1, ramp[i] + 1);
            Assert.Equal(rgb[3 * i], rgb[(3 * i) + 1]);
            Assert.Equal(rgb[3 * i], rgb[(3 * i) + 2]);
        }
    }

    [Fact]
    public void Video_in_rgb_keeps_its_colours()
    {
        byte[] row = [.. Enumerable.Range(0, 64).SelectMany(x => x < 32 ? (byte[])[250, 20, 30] : [10, 200, 90])];
        var clip = Clip.Make(
            ".mkv",
            ["-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", "64x16", "-i", "pipe:0", "-c:v", "ffv1", "-pix_fmt", "bgr0"],
            [.. Enumerable.Repeat(row, 16).SelectMany(bytes => bytes)]);
        var rgb = Whole(clip);

        Assert.All([250, 20, 30], (level, i) => Assert.InRange(rgb[(3 * ((8 * 64) + 16)) + i], level - 3, level + 3));
        Assert.All([10, 200, 90], (level, i) => Assert.InRange(rgb[(3 * ((8 * 64) + 48)) + i], level - 3, level + 3));
    }

    [Fact]
    public void Both_colour_orders_show_the_same_picture()
    {
        using var reading = new Reading(Clip.Moving("h264")).Open();
        using var frame = reading.Frame();
        var (rgb, bgr) = (new byte[60 * 40 * 3], new byte[60 * 40 * 3]);
        frame.CropInto(new(31, 17, 60, 40), rgb, ColorOrder.Rgb);
        frame.CropInto(new(31, 17, 60, 40), bgr, ColorOrder.Bgr);
        for (var i = 0; i < rgb.Length; i += 3)
        {
            bgr.AsSpan(i, 3).Reverse();
        }

        Assert.Equal(rgb, bgr);
    }

    private static byte[] Whole(string clip)
    {
        using var reading = new Reading(clip).Open();
        using var frame = reading.Frame();
        var rgb = new byte[frame.Width * frame.Height * 3];
        frame.CropInto(new(0, 0, frame.Width, frame.Height), rgb, ColorOrder.Rgb);
        return rgb;
    }

    private static void AssertBars(Frame frame, YuvMatrix matrix, int bars, int tolerance)
    {
        var rgb = new byte[frame.Width * frame.Height * 3];
        frame.CropInto(new(0, 0, frame.Width, frame.Height), rgb, ColorOrder.Rgb);
        for (var bar = 0; bar < bars; bar++)
        {
            var expected = matrix.ToRgb(Bars[bar][0], Bars[bar][1], Bars[bar][2]);
            foreach (var row in (int[])[0, frame.Height / 2, frame.Height - 1])
            {
                for (var x = (bar * Bar) + 3; x < ((bar + 1) * Bar) - 3; x++)
                {
                    for (var channel = 0; channel < 3; channel++)
                    {
                        var got = rgb[(3 * ((row * frame.Width) + x)) + channel];
                        Assert.True(Math.Abs(got - expected[channel]) <= tolerance, $"bar {bar}, x {x}, row {row}, channel {channel}: {got}, not {expected[channel]}");
                    }
                }
            }
        }
    }
}
