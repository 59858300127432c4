using CsCheck;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Video.Support;

namespace FaceRecMqtt.Tests.Video.Decoding;

public sealed class ScalingTests
{
    private const int Width = 97;
    private const int Height = 61;

    private static readonly Gen<(PixelRect Region, int Width, int Height)> Cuts =
        from x in Gen.Int[0, Width - 1]
        from y in Gen.Int[0, Height - 1]
        from w in Gen.Int[1, Width - x]
        from h in Gen.Int[1, Height - y]
        from outWidth in Gen.Int[1, 120]
        from outHeight in Gen.Int[1, 90]
        select (new PixelRect(x, y, w, h), outWidth, outHeight);

    [Theory]
    [InlineData(1, 1, "left")]
    [InlineData(1, 1, "center")]
    [InlineData(1, 0, "left")]
    [InlineData(0, 0, "left")]
    public void Any_region_at_any_size_equals_plain_arithmetic(int log2Across, int log2Down, string siting)
    {
        var random = new Random(11);
        var picture = new YuvPicture(Width, Height, log2Across, log2Down).Fill((_, _, _) => random.Next(256));
        using var reading = new Reading(picture.ToVideo("bt709", "pc", siting)).Open();
        using var frame = reading.Frame();
        var matrix = YuvMatrix.Of("bt709", "pc");

        Cuts.Sample(
            cut =>
            {
                var expected = picture.Scale(cut.Region, cut.Width, cut.Height, matrix, siting == "left");
                var got = new byte[expected.Length];
                frame.ScaleInto(cut.Region, got, cut.Width, cut.Height, 3 * cut.Width, ColorOrder.Rgb);
                AssertClose(expected, got, 2);
            },
            iter: 150,
            threads: 1);
    }

    [Fact]
    public void Only_the_rows_of_the_result_are_written()
    {
        using var reading = new Reading(Clip.Moving("h264")).Open();
        using var frame = reading.Frame();
        const int stride = 64;
        var bytes = Enumerable.Repeat((byte)0xA5, (stride * 9) + 30).ToArray();

        frame.ScaleInto(new(3, 5, 101, 77), bytes, 10, 10, stride, ColorOrder.Rgb);

        for (var row = 0; row < 9; row++)
        {
            Assert.All(bytes[((row * stride) + 30)..((row + 1) * stride)], gap => Assert.Equal(0xA5, gap));
        }
    }

    [Theory]
    [InlineData(-1, 0, 10, 10)]
    [InlineData(0, -1, 10, 10)]
    [InlineData(311, 0, 10, 10)]
    [InlineData(0, 231, 10, 10)]
    [InlineData(0, 0, 0, 10)]
    [InlineData(0, 0, 10, -1)]
    [InlineData(int.MaxValue, 0, int.MaxValue, 10)]
    public void A_region_outside_the_picture_is_refused(int x, int y, int width, int height)
    {
        using var reading = new Reading(Clip.Moving("h264")).Open();
        using var frame = reading.Frame();

        Assert.Throws<ArgumentException>(() => frame.ScaleInto(new(x, y, width, height), new byte[300], 10, 10, 30, ColorOrder.Rgb));
    }

    [Theory]
    [InlineData(10, 10, 30, 299)]
    [InlineData(10, 10, 29, 300)]
    [InlineData(0, 10, 30, 300)]
    [InlineData(10, 0, 30, 300)]
    [InlineData(40_000, 40_000, 120_000, 300)]
    [InlineData(int.MaxValue, 1, int.MaxValue, 300)]
    public void A_destination_that_is_too_small_is_refused(int width, int height, int stride, int length)
    {
        using var reading = new Reading(Clip.Moving("h264")).Open();
        using var frame = reading.Frame();

        Assert.Throws<ArgumentException>(() => frame.ScaleInto(new(0, 0, 50, 50), new byte[length], width, height, stride, ColorOrder.Rgb));
    }

    [Fact]
    public async Task Several_threads_may_scale_one_frame()
    {
        using var reading = new Reading(Clip.Moving("h264")).Open();
        using var frame = reading.Frame();
        var expected = new byte[80 * 60 * 3];
        frame.ScaleInto(new(1, 1, 301, 233), expected, 80, 60, 240, ColorOrder.Rgb);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var shared = frame.Share();
            var got = new byte[expected.Length];
            for (var i = 0; i < 50; i++)
            {
                shared.ScaleInto(new(1, 1, 301, 233), got, 80, 60, 240, ColorOrder.Rgb);
                Assert.Equal(expected, got);
            }
        })));
    }

    private static void AssertClose(byte[] expected, byte[] got, int tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - got[i]) <= tolerance, $"byte {i}: {got[i]}, not {expected[i]}");
        }
    }
}
