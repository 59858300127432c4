using System.Numerics;
using CsCheck;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Tests.Faces.Detection;

/// <summary>Regions in a detector's input and the way back.</summary>
public sealed class LetterBoxTests
{
    private static readonly Gen<PixelRect> Region =
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 2000], Gen.Int[8, 3840], Gen.Int[8, 2160], (x, y, width, height) => new PixelRect(x, y, width, height));

    [Fact]
    public void A_wide_region_fills_the_width_and_leaves_rows_below() =>
        Assert.Equal((640, 360), Content(LetterBox.Fit(new(0, 0, 1920, 1080), 640, 640)));

    [Fact]
    public void A_tall_region_fills_the_height_and_leaves_columns_to_the_right() =>
        Assert.Equal((120, 240), Content(LetterBox.Fit(new(5, 7, 100, 200), 320, 240)));

    [Fact]
    public void A_stretched_region_fills_the_input() =>
        Assert.Equal((320, 240), Content(LetterBox.Stretch(new(0, 0, 1000, 1000), 320, 240)));

    [Fact]
    public void A_hair_thin_region_keeps_a_pixel() =>
        Assert.Equal((640, 1), Content(LetterBox.Fit(new(0, 0, 3840, 1), 640, 640)));

    [Fact]
    public void The_content_lies_within_the_input_touches_it_and_keeps_the_shape() =>
        Gen.Select(Region, Gen.Int[32, 1280], Gen.Int[32, 1280]).Sample((region, width, height) =>
        {
            var box = LetterBox.Fit(region, width, height);
            Assert.True(box.ContentWidth <= width && box.ContentHeight <= height);
            Assert.True(box.ContentWidth == width || box.ContentHeight == height);
            // Within half a pixel of the exact shape.
            var scale = Math.Min((double)width / region.Width, (double)height / region.Height);
            Assert.InRange(box.ContentWidth, Math.Min(1, (scale * region.Width) - 0.51), Math.Max(1, (scale * region.Width) + 0.51));
            Assert.InRange(box.ContentHeight, Math.Min(1, (scale * region.Height) - 0.51), Math.Max(1, (scale * region.Height) + 0.51));
        });

    [Fact]
    public void The_corners_of_the_region_are_the_corners_of_the_content() =>
        Gen.Select(Region, Gen.Bool).Sample((region, isStretched) =>
        {
            var box = isStretched ? LetterBox.Stretch(region, 320, 240) : LetterBox.Fit(region, 640, 640);
            AssertNear(Vector2.Zero, box.ToInput(new Vector2(region.X, region.Y)), 1e-3f);
            AssertNear(new(box.ContentWidth, box.ContentHeight), box.ToInput(new Vector2(region.Right, region.Bottom)), 1e-2f);
        });

    [Fact]
    public void Points_boxes_and_detections_come_back_to_the_frame() =>
        Gen.Select(Region, Gen.Bool, Gen.Float[0, 1], Gen.Float[0, 1]).Sample((region, isStretched, x, y) =>
        {
            var box = isStretched ? LetterBox.Stretch(region, 320, 240) : LetterBox.Fit(region, 640, 640);
            var point = new Vector2(region.X + (x * region.Width), region.Y + (y * region.Height));
            var face = new FaceBox(point.X, point.Y, 20, 30);
            var landmarks = ArcFaceTemplate.Landmarks;
            foreach (ref var landmark in (Span<Vector2>)landmarks)
            {
                landmark = box.ToInput(landmark);
            }

            AssertNear(point, box.ToFrame(box.ToInput(point)), 0.02f);
            var back = box.ToFrame(new FaceDetection(box.ToInput(face), 0.5f, landmarks));
            AssertNear(point, new(back.Box.X, back.Box.Y), 0.02f);
            AssertNear(new(20, 30), new(back.Box.Width, back.Box.Height), 0.02f);
            Assert.Equal(0.5f, back.Score);
            for (var i = 0; i < FaceLandmarks.Count; i++)
            {
                AssertNear(ArcFaceTemplate.Landmarks[i], back.Landmarks[i], 0.05f);
            }
        });

    [Theory]
    [InlineData(0, 10, 640)]
    [InlineData(10, -1, 640)]
    [InlineData(10, 10, 0)]
    public void Nothing_may_be_empty(int width, int height, int input)
    {
        Assert.Throws<ArgumentException>(() => LetterBox.Fit(new(0, 0, width, height), input, 480));
        Assert.Throws<ArgumentException>(() => LetterBox.Stretch(new(0, 0, width, height), input, 480));
    }

    private static (int Width, int Height) Content(LetterBox box) => (box.ContentWidth, box.ContentHeight);

    private static void AssertNear(Vector2 expected, Vector2 actual, float distance) =>
        Assert.True(Vector2.Distance(expected, actual) <= distance, $"{actual} is not {expected}.");
}
