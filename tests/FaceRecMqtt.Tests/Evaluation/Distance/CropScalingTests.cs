using FaceRecMqtt.Evaluation.Distance;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Evaluation.Distance;

public sealed class CropScalingTests
{
    [Fact]
    public void Full_size_changes_nothing() => Assert.Equal(Noise(), CropScaling.Through(Noise(), 112));

    [Theory]
    [InlineData(80)]
    [InlineData(10)]
    [InlineData(1)]
    public void One_colour_stays_that_colour(int facePx) =>
        Assert.Equal(TinyPack.Crop(200, 3, 90), CropScaling.Through(TinyPack.Crop(200, 3, 90), facePx));

    [Theory]
    [InlineData(56)]
    [InlineData(14)]
    [InlineData(20)]
    public void Fine_detail_is_averaged_away_and_the_mean_stays(int facePx)
    {
        var (before, after) = (Noise(), CropScaling.Through(Noise(), facePx));
        Assert.Equal(before.Average(value => value), after.Average(value => value), 1.5);
        Assert.True(Spread(after) < Spread(before) * facePx / 90.0, $"{Spread(before)} → {Spread(after)}");
    }

    [Theory]
    [InlineData(56)]
    [InlineData(28)]
    public void Pixel_between_is_the_mean_of_its_block_enlarged_bilinearly(int facePx)
    {
        var crop = Noise();
        var found = CropScaling.Through(crop, facePx);
        var block = 112 / facePx;
        double Small(int x, int y)
        {
            var sum = 0.0;
            for (var i = 0; i < block * block; i++)
            {
                sum += crop[3 * ((((y * block) + (i / block)) * 112) + (x * block) + (i % block))];
            }

            return Math.Round(sum / (block * block));
        }

        foreach (var (x, y) in new[] { (0, 0), (5, 9), (50, 70), (111, 111), (111, 3) })
        {
            var (u, v) = (Math.Clamp(((x + 0.5) / block) - 0.5, 0, facePx - 1), Math.Clamp(((y + 0.5) / block) - 0.5, 0, facePx - 1));
            var (left, top) = ((int)u, (int)v);
            var (right, bottom) = (Math.Min(left + 1, facePx - 1), Math.Min(top + 1, facePx - 1));
            var expected = (((1 - (u - left)) * Small(left, top)) + ((u - left) * Small(right, top))) * (1 - (v - top));
            expected += (((1 - (u - left)) * Small(left, bottom)) + ((u - left) * Small(right, bottom))) * (v - top);
            Assert.Equal(expected, found[3 * ((y * 112) + x)], 0.51);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(113)]
    public void Other_sizes_are_refused(int facePx) => Assert.Throws<ArgumentOutOfRangeException>(() => CropScaling.Through(Noise(), facePx));

    private static byte[] Noise()
    {
        var crop = new byte[AlignedFace.Bytes];
        new Random(1).NextBytes(crop);
        return crop;
    }

    private static double Spread(byte[] values)
    {
        var mean = values.Average(value => value);
        return Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)));
    }
}
