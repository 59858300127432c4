using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Tests.Faces.Quality;

public sealed class BrightnessTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(255, 255, 255, 1)]
    [InlineData(255, 0, 0, 77 / 256f)]
    [InlineData(0, 255, 0, 150 / 256f)]
    [InlineData(0, 0, 255, 29 / 256f)]
    [InlineData(51, 51, 51, 0.2f)]
    public void A_plain_crop_is_as_bright_as_its_colour(byte red, byte green, byte blue, float expected)
    {
        var crop = new byte[AlignedFace.Bytes];
        for (var i = 0; i < crop.Length; i += 3)
        {
            (crop[i], crop[i + 1], crop[i + 2]) = (red, green, blue);
        }

        Assert.Equal(expected, Brightness.Of(crop), 4);
    }

    [Fact]
    public void The_middle_counts_and_the_rim_does_not()
    {
        var crop = new byte[AlignedFace.Bytes];
        for (var i = 0; i < crop.Length; i++)
        {
            var (x, y) = (i / 3 % AlignedFace.Size, i / 3 / AlignedFace.Size);
            crop[i] = (byte)(Math.Min(Math.Min(x, y), AlignedFace.Size - 1 - Math.Max(x, y)) < 20 ? 255 : x % 2 == 0 ? 100 : 104);
        }

        Assert.Equal(102 / 255f, Brightness.Of(crop), 4);
        Assert.Throws<ArgumentException>(() => Brightness.Of(crop.AsSpan(3)));
    }
}
