using CsCheck;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Search;

/// <summary>A picture with a border is the picture, moved, and black around it.</summary>
public sealed class BorderedFrameTests
{
    private const int Border = 7, Width = 20, Height = 12;

    private readonly MemoryFrame _picture = MemoryFrame.Paint(Width, Height, (x, y, channel) => (byte)(1 + (x * 11) + (y * 3) + channel));

    [Fact]
    public void Any_region_at_its_own_size_shows_the_picture_where_it_lies_and_black_elsewhere()
    {
        using var frame = new BorderedFrame(_picture, Border);
        Assert.Equal((34, 26), (frame.Width, frame.Height));
        Gen.Select(Gen.Int[0, 33], Gen.Int[0, 25], Gen.Int[1, 34], Gen.Int[1, 26]).Sample((x, y, width, height) =>
        {
            var region = new PixelRect(x, y, width, height).ClipTo(34, 26);
            var pixels = new byte[3 * region.Width * region.Height];
            frame.CropInto(region, pixels, ColorOrder.Rgb);
            for (var i = 0; i < pixels.Length; i++)
            {
                var (column, row) = (region.X - Border + (i / 3 % region.Width), region.Y - Border + (i / 3 / region.Width));
                var inside = column is >= 0 and < Width && row is >= 0 and < Height;
                Assert.Equal(inside ? _picture.Rgb[(3 * ((row * Width) + column)) + (i % 3)] : 0, pixels[i]);
            }
        });
    }

    [Fact]
    public void The_whole_shrunk_has_the_picture_in_the_middle()
    {
        using var frame = new BorderedFrame(MemoryFrame.Paint(40, 40, (_, _, _) => 200), 20);
        var pixels = new byte[3 * 20 * 20];
        frame.ScaleInto(new PixelRect(0, 0, 80, 80), pixels, 20, 20, 60, ColorOrder.Bgr);
        for (var i = 0; i < pixels.Length; i++)
        {
            Assert.Equal(i / 3 % 20 is >= 5 and < 15 && i / 60 is >= 5 and < 15 ? 200 : 0, pixels[i]);
        }
    }

    [Fact]
    public void Its_brightness_is_the_pictures_with_black_around()
    {
        using var frame = new BorderedFrame(_picture, Border);
        Assert.Equal(_picture.Luma.Row(3).ToArray(), frame.Luma.Row(3 + Border).Slice(Border, Width).ToArray());
        Assert.Equal(0, frame.Luma.Row(0)[Border]);
    }

    [Fact]
    public void Disposing_it_leaves_the_picture_alone()
    {
        new BorderedFrame(_picture, Border).Dispose();
        Assert.False(_picture.IsReleased);
    }
}
