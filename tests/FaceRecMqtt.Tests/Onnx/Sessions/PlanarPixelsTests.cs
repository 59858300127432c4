using CsCheck;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Tests.Onnx.Sessions;

public sealed class PlanarPixelsTests
{
    [Fact]
    public void Planes_hold_what_one_pixel_after_the_other_gives()
    {
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Float[0, 255], Gen.Float[0.001f, 1]).Sample((bytes, mean, scale) =>
        {
            var count = bytes.Length / 3;
            var planes = Enumerable.Range(0, 3).Select(_ => new float[count]).ToArray();
            PlanarPixels.Spread(bytes.AsSpan(0, 3 * count), planes[0], planes[1], planes[2], mean, scale);
            for (var i = 0; i < 3 * count; i++)
            {
                Assert.Equal((bytes[i] - mean) * scale, planes[i % 3][i / 3]);
            }
        });
    }

    [Fact]
    public void Nothing_is_written_behind_a_plane()
    {
        var pixels = new byte[3 * 50];
        var buffer = new float[3 * 60];
        Array.Fill(buffer, 7);
        PlanarPixels.Spread(pixels, buffer.AsSpan(0, 50), buffer.AsSpan(60, 50), buffer.AsSpan(120, 50), 0, 1);
        Assert.All(Enumerable.Range(0, buffer.Length), i => Assert.Equal(i % 60 < 50 ? 0 : 7, buffer[i]));
    }

    [Fact]
    public void Brightness_weighs_green_most()
    {
        var plane = new float[4];
        PlanarPixels.Grey([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255], plane, 0, 1);
        Assert.Equal([76.245f, 149.685f, 29.07f, 255f], plane, (a, b) => Math.Abs(a - b) < 0.01f);
    }
}
