using CsCheck;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Tests.Faces.Frames;

/// <summary>Clipping against counted pixels.</summary>
public sealed class PixelRectTests
{
    [Fact]
    public void Clipping_keeps_exactly_the_pixels_inside() =>
        Gen.Select(Gen.Int[-15, 15], Gen.Int[-15, 15], Gen.Int[-3, 20], Gen.Int[-3, 20], Gen.Int[1, 12], Gen.Int[1, 12])
            .Sample((x, y, width, height, frameWidth, frameHeight) =>
            {
                var clipped = new PixelRect(x, y, width, height).ClipTo(frameWidth, frameHeight);
                var expected = Pixels(new(x, y, width, height)).Where(pixel => pixel.X >= 0 && pixel.Y >= 0 && pixel.X < frameWidth && pixel.Y < frameHeight).ToHashSet();
                Assert.True(expected.SetEquals(Pixels(clipped)));
                Assert.Equal(expected.Count == 0, clipped.IsEmpty);
                Assert.True(clipped is { X: >= 0, Y: >= 0, Width: >= 0, Height: >= 0 } && clipped.Right <= frameWidth && clipped.Bottom <= frameHeight);
            });

    [Theory]
    [InlineData(0, 5, true)]
    [InlineData(5, 0, true)]
    [InlineData(-1, -1, true)]
    [InlineData(1, 1, false)]
    public void Without_a_pixel_inside_it_is_empty(int width, int height, bool isEmpty) => Assert.Equal(isEmpty, new PixelRect(3, 4, width, height).IsEmpty);

    private static HashSet<(int X, int Y)> Pixels(PixelRect rect) =>
        [.. from x in Enumerable.Range(rect.X, Math.Max(0, rect.Width)) from y in Enumerable.Range(rect.Y, Math.Max(0, rect.Height)) select (x, y)];
}
