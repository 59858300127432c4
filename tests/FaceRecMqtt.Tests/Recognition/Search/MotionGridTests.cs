using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Search;

/// <summary>What moved is boxed; what only flickers, brightens or stays is not.</summary>
public sealed class MotionGridTests
{
    private const int Width = 640;
    private const int Height = 360;
    private readonly MotionGrid _grid = new();
    private readonly PixelRect[] _regions = new PixelRect[8];

    [Fact]
    public void The_first_picture_moves_as_a_whole_and_the_same_again_not_at_all()
    {
        Assert.Equal([new PixelRect(0, 0, Width, Height)], Look((x, y) => 100));
        Assert.Empty(Look((x, y) => 100));
    }

    [Fact]
    public void An_object_that_appears_is_boxed_and_nothing_else()
    {
        Look((x, y) => 100);
        var box = Assert.Single(Look((x, y) => IsIn(x, y, 200, 120, 80, 90) ? 180 : 100));
        Assert.True(Contains(box, new PixelRect(200, 120, 80, 90)), $"{box}");
        Assert.InRange(box.Width, 80, 80 + (4 * _grid.Cell));
        Assert.InRange(box.Height, 90, 90 + (4 * _grid.Cell));
    }

    [Fact]
    public void Objects_apart_are_boxed_apart()
    {
        Look((x, y) => 100);
        var boxes = Look((x, y) => IsIn(x, y, 20, 20, 60, 60) || IsIn(x, y, 500, 250, 60, 60) ? 30 : 100);
        Assert.Equal(2, boxes.Length);
    }

    [Fact]
    public void A_change_of_light_over_the_whole_picture_moves_nothing()
    {
        Look((x, y) => (x / 8) + 60);
        Assert.Empty(Look((x, y) => (x / 8) + 72));
    }

    [Fact]
    public void Noise_moves_nothing()
    {
        var random = new Random(1);
        Look((x, y) => 100 + random.Next(-12, 13));
        for (var frame = 0; frame < 20; frame++)
        {
            Assert.Empty(Look((x, y) => 100 + random.Next(-12, 13)));
        }
    }

    [Fact]
    public void A_new_scene_moves_as_a_whole_once()
    {
        Look((x, y) => x % 200);
        Assert.Equal([new PixelRect(0, 0, Width, Height)], Look((x, y) => 255 - (y % 200)));
        Assert.Empty(Look((x, y) => 255 - (y % 200)));
    }

    [Fact]
    public void What_stays_melts_into_the_background()
    {
        Look((x, y) => 100);
        PixelRect[] boxes = [];
        for (var frame = 0; frame < 60; frame++)
        {
            boxes = Look((x, y) => IsIn(x, y, 200, 120, 80, 90) ? 180 : 100);
        }

        Assert.Empty(boxes);
    }

    [Fact]
    public void More_objects_than_places_are_all_inside_the_boxes()
    {
        Look((x, y) => 100);
        var boxes = Look((x, y) => x / 40 % 2 == 1 && y / 40 % 2 == 1 && IsIn(x % 40, y % 40, 12, 12, 10, 10) ? 255 : 100);
        Assert.Equal(_regions.Length, boxes.Length);
        for (var (x, y) = (57, 57); y < Height - 20; (x, y) = x + 80 < Width ? (x + 80, y) : (57, y + 80))
        {
            Assert.Contains(boxes, box => Contains(box, new PixelRect(x, y, 1, 1)));
        }
    }

    private PixelRect[] Look(Func<int, int, int> brightness)
    {
        using var frame = MemoryFrame.Paint(Width, Height, (x, y, _) => (byte)Math.Clamp(brightness(x, y), 0, 255));
        return _regions[.._grid.Compare(frame.Luma, _regions)];
    }

    private static bool IsIn(int x, int y, int left, int top, int width, int height) => x >= left && x < left + width && y >= top && y < top + height;

    private static bool Contains(PixelRect outer, PixelRect inner) =>
        outer.X <= inner.X && outer.Y <= inner.Y && outer.Right >= inner.Right && outer.Bottom >= inner.Bottom;
}
