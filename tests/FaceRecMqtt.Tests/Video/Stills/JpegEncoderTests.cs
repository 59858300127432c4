using CsCheck;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Tests.Video.Stills;

public sealed class JpegEncoderTests
{
    [Fact]
    public void What_is_encoded_comes_back()
    {
        byte[] rgb = [.. Enumerable.Range(0, 64 * 48).SelectMany(i => i % 64 < 32 ? (byte[])[220, 40, 30] : [20, 60, 200])];
        using var frame = Pictures.Frame(JpegEncoder.Encode(rgb, 64, 48)!);
        var back = new byte[rgb.Length];
        frame.CropInto(new(0, 0, 64, 48), back, ColorOrder.Rgb);

        foreach (var at in (int[])[3 * 10, 3 * 50, 3 * ((47 * 64) + 8)])
        {
            Assert.All(rgb[at..(at + 3)], (level, i) => Assert.InRange(back[at + i], level - 8, level + 8));
        }
    }

    [Fact]
    public void A_file_is_never_larger_than_allowed()
    {
        var sizes = Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Int[1, 100], Gen.Int[1000, 20_000]);
        var noise = new byte[300 * 300 * 3];
        new Random(9).NextBytes(noise);
        sizes.Sample((width, height, quality, limit) => JpegEncoder.Encode(noise, width, height, quality, limit)!.Length <= limit, iter: 150, threads: 1);
    }

    [Fact]
    public void A_long_strip_fits_as_well()
    {
        var noise = new byte[20_000 * 4 * 3];
        new Random(9).NextBytes(noise);

        Assert.InRange(JpegEncoder.Encode(noise, 20_000, 4, maxBytes: 1000)!.Length, 100, 1000);
    }

    [Fact]
    public void Quality_falls_before_the_picture_shrinks()
    {
        var noise = new byte[100 * 100 * 3];
        new Random(9).NextBytes(noise);
        var best = JpegEncoder.Encode(noise, 100, 100)!;
        using var smaller = Pictures.Frame(JpegEncoder.Encode(noise, 100, 100, maxBytes: best.Length - 1)!);

        Assert.Equal((100, 100), (smaller.Width, smaller.Height));
    }

    [Theory]
    [InlineData(10, 10, 299, 1000)]
    [InlineData(0, 10, 300, 1000)]
    [InlineData(10, -1, 300, 1000)]
    [InlineData(40_000, 40_000, 300, 1000)]
    [InlineData(10, 10, 300, 999)]
    public void A_wrong_call_is_refused(int width, int height, int bytes, int limit) =>
        Assert.ThrowsAny<ArgumentException>(() => JpegEncoder.Encode(new byte[bytes], width, height, maxBytes: limit));
}
