using CsCheck;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Stills;
using OpenCvSharp;

namespace FaceRecMqtt.Tests.Video.Stills;

public sealed class PictureDecoderTests
{
    private static readonly int[] Red = [255, 0, 0];
    private static readonly int[] Green = [0, 255, 0];
    private static readonly int[] Blue = [0, 0, 255];
    private static readonly int[] White = [255, 255, 255];

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".bmp")]
    public void Every_format_gives_its_picture(string ending)
    {
        var before = TimeProvider.System.GetUtcNow();
        using var frame = Pictures.Frame(Pictures.Encoded(ending));

        Assert.Equal((40, 24), (frame.Width, frame.Height));
        AssertColours(frame, Red, Green, Blue, White);
        Assert.InRange(frame.CapturedAt, before, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public void A_gif_gives_its_first_picture()
    {
        using var folder = new Tests.Support.TemporaryFolder();
        File.WriteAllBytes(folder.File("corners.png"), Pictures.Encoded(".png"));
        using var frame = Pictures.Frame(File.ReadAllBytes(Clip.Make(".gif", ["-f", "png_pipe", "-i", "pipe:0"], Pictures.Encoded(".png"))));

        AssertColours(frame, Red, Green, Blue, White);
    }

    [Theory]
    [InlineData(1, "rgbw")]
    [InlineData(2, "grwb")]
    [InlineData(3, "wbgr")]
    [InlineData(4, "bwrg")]
    [InlineData(5, "rbgw")]
    [InlineData(6, "brwg")]
    [InlineData(7, "wgbr")]
    [InlineData(8, "gwrb")]
    public void A_jpeg_is_turned_as_its_exif_says(byte orientation, string corners)
    {
        using var frame = Pictures.Frame(Pictures.WithOrientation(Pictures.Encoded(".jpg"), orientation));

        Assert.Equal(orientation < 5 ? (40, 24) : (24, 40), (frame.Width, frame.Height));
        var colours = corners.Select(letter => letter switch { 'r' => Red, 'g' => Green, 'b' => Blue, _ => White }).ToArray();
        AssertColours(frame, colours[0], colours[1], colours[2], colours[3]);
    }

    [Fact]
    public void A_grey_picture_becomes_grey_colour()
    {
        using var grey = new Mat(24, 40, MatType.CV_8UC1, new Scalar(77));
        using var frame = Pictures.Frame(grey.ImEncode(".png"));

        AssertColours(frame, [77, 77, 77], [77, 77, 77], [77, 77, 77], [77, 77, 77]);
    }

    [Fact]
    public void An_alpha_channel_is_left_out()
    {
        using var picture = new Mat(24, 40, MatType.CV_8UC4, new Scalar(10, 20, 200, 128));
        foreach (var ending in (string[])[".png", ".webp"])
        {
            using var frame = Pictures.Frame(picture.ImEncode(ending));
            AssertColours(frame, [200, 20, 10], [200, 20, 10], [200, 20, 10], [200, 20, 10]);
        }
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        using var picture = new Mat(24, 40, MatType.CV_16UC3, new Scalar(10 * 257, 20 * 257, 200 * 257));
        using var frame = Pictures.Frame(picture.ImEncode(".png"));

        AssertColours(frame, [200, 20, 10], [200, 20, 10], [200, 20, 10], [200, 20, 10]);
    }

    [Fact]
    public void A_jpeg_for_print_becomes_rgb()
    {
        using var frame = Pictures.Frame(CmykJpeg());

        // Adobe stores the inks inverted: 0 is full ink. Cyan and yellow together are green.
        var pixel = Pixel(frame, 4, 4);
        Assert.True(pixel[1] > 200 && pixel[0] < 60 && pixel[2] < 60, string.Join(' ', pixel));
    }

    [Fact]
    public void Nothing_is_empty() => Assert.Equal(PictureProblem.Empty, Pictures.Problem([]));

    [Theory]
    [InlineData("This is a text, not a picture.")]
    [InlineData("B")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public void Other_bytes_are_no_picture(string text) =>
        Assert.Equal(PictureProblem.NotAPicture, Pictures.Problem(System.Text.Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".bmp")]
    public void A_truncated_picture_is_told_as_such(string ending)
    {
        var file = Pictures.Encoded(ending);
        foreach (var length in (int[])[file.Length - 2, file.Length / 2, 29, 16])
        {
            Assert.Equal(PictureProblem.Truncated, Pictures.Problem(file[..length]));
        }
    }

    [Fact]
    public void A_picture_that_is_broken_inside_is_no_picture()
    {
        var file = Pictures.Encoded(".png");
        file.AsSpan(41, file.Length - 41 - 16).Fill(0x55);

        Assert.Equal(PictureProblem.NotAPicture, Pictures.Problem(file));
    }

    public static TheoryData<string, byte[]> Giants()
    {
        const int side = 20_000;
        byte[] little = [side & 0xFF, side >> 8];
        byte[] big = [side >> 8, side & 0xFF];
        byte[] canvas = [(side - 1) & 0xFF, (side - 1) >> 8, 0];
        return new()
        {
            { "png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. Pictures.BigEndian(side), .. Pictures.BigEndian(side), 8, 2, 0, 0, 0, 0, 0, 0, 0] },
            { "jpeg", [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, .. big, .. big, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xD9] },
            { "jpeg, progressive", [0xFF, 0xD8, 0xFF, 0xC2, 0, 17, 8, .. big, .. big, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xD9] },
            { "bmp", [.. "BM"u8, .. new byte[8], 54, 0, 0, 0, 40, 0, 0, 0, .. little, 0, 0, .. little, 0, 0, 1, 0, 24, 0, .. new byte[24]] },
            { "bmp, top row first", [.. "BM"u8, .. new byte[8], 54, 0, 0, 0, 40, 0, 0, 0, .. little, 0, 0, (256 - (side & 0xFF)) & 0xFF, 255 - (side >> 8), 0xFF, 0xFF, 1, 0, 24, 0, .. new byte[24]] },
            { "gif", [.. "GIF89a"u8, .. little, .. little, 0, 0, 0, 0x3B] },
            { "webp", [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, .. canvas, .. canvas, .. new byte[4]] },
            { "webp, lossless", [.. "RIFF"u8, 26, 0, 0, 0, .. "WEBPVP8L"u8, 10, 0, 0, 0, 0x2F, 0xFF, 0xFF, 0xFF, 0x0F, .. new byte[9]] },
        };
    }

    [Theory]
    [MemberData(nameof(Giants))]
    public void A_giant_is_refused_from_its_header(string format, byte[] file)
    {
        Assert.NotEmpty(format);
        var refused = Assert.IsType<PictureResult.Refused>(Pictures.Decode(file));

        Assert.Equal(PictureProblem.TooLarge, refused.Problem);
        Assert.Contains(format == "webp, lossless" ? "16384×16384" : "20000×20000", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_are_those_of_the_caller()
    {
        var file = Pictures.Encoded(".png");

        Assert.IsType<PictureResult.Refused>(PictureDecoder.Decode(file, TimeProvider.System, new(MaxPixels: (40 * 24) - 1)));
        Assert.IsType<PictureResult.Refused>(PictureDecoder.Decode(file, TimeProvider.System, new(MaxSide: 39)));
        using var frame = Assert.IsType<PictureResult.Decoded>(PictureDecoder.Decode(file, TimeProvider.System, new(40 * 24, 40))).Frame;
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        byte[][] beginnings = [[], [0xFF, 0xD8, 0xFF], .. ((string[])[".jpg", ".png", ".webp", ".bmp"]).Select(ending => Pictures.Encoded(ending)[..30]), [.. "GIF89a"u8]];
        Gen.Select(Gen.Int[0, beginnings.Length - 1], Gen.Byte.Array[0, 300]).Sample(
            (beginning, bytes) => Free(Pictures.Decode([.. beginnings[beginning], .. bytes])), iter: 3000, threads: 1);
    }

    [Fact]
    public void Damaged_pictures_never_throw()
    {
        byte[][] files = [.. ((string[])[".jpg", ".png", ".webp", ".bmp"]).Select(Pictures.Encoded)];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Double[0, 1], Gen.Byte.Array[1, 12]).Sample(
            (which, share, nonsense) =>
            {
                var file = files[which].ToArray();
                var at = (int)(share * (file.Length - nonsense.Length));
                nonsense.CopyTo(file, at);
                Free(Pictures.Decode(file));
            },
            iter: 1500,
            threads: 1);
    }

    private static void Free(PictureResult result) => (result as PictureResult.Decoded)?.Frame.Dispose();

    private static int[] Pixel(Frame frame, int x, int y)
    {
        var pixel = new byte[3];
        frame.CropInto(new(x, y, 1, 1), pixel, ColorOrder.Rgb);
        return [.. pixel.Select(level => (int)level)];
    }

    private static void AssertColours(Frame frame, int[] topLeft, int[] topRight, int[] bottomLeft, int[] bottomRight)
    {
        foreach (var (x, y, colour) in ((int, int, int[])[])
            [(4, 4, topLeft), (frame.Width - 5, 4, topRight), (4, frame.Height - 5, bottomLeft), (frame.Width - 5, frame.Height - 5, bottomRight)])
        {
            var pixel = Pixel(frame, x, y);
            Assert.All(colour, (level, i) => Assert.InRange(pixel[i], level - 6, level + 6));
        }
    }

    /// <summary>8×8 px of four flat inks: a JPEG with four components and Adobe's marker, each block only its DC value.</summary>
    private static byte[] CmykJpeg()
    {
        byte[] quantization = [0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64)];
        byte[] adobe = [0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0];
        byte[] frame = [0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];
        // DC table: one code of one bit for category 7. AC table: one code of one bit for the end of the block.
        byte[] dc = [0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 7];
        byte[] ac = [0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0];
        byte[] scan = [0xFF, 0xDA, 0, 14, 4, 1, 0x00, 2, 0x00, 3, 0x00, 4, 0x00, 0, 63, 0];
        // A DC of ±127 is ±127 levels from the middle: "0", seven bits (127 or ~127), "0". Inks inverted: C full, M none, Y full, K none.
        var bits = string.Concat(((bool[])[true, false, true, false]).Select(isFull => "0" + (isFull ? "0000000" : "1111111") + "0"));
        bits = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
        var data = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).SelectMany(b => b == 0xFF ? (byte[])[0xFF, 0] : [b]);
        return [0xFF, 0xD8, .. adobe, .. quantization, .. frame, .. dc, .. ac, .. scan, .. data, 0xFF, 0xD9];
    }
}
