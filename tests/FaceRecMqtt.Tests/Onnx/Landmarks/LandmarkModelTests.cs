using System.Numerics;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Landmarks;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Landmarks;

public sealed class LandmarkModelTests
{
    private static readonly FaceBox LeftWoman = new(416, 358, 183, 235);

    [Fact]
    public void Points_are_the_means_the_manifest_names_of_a_plain_run()
    {
        using var model = Open();
        using var picture = SamplePictures.Open(1);
        var box = new PixelRect((int)LeftWoman.X, (int)LeftWoman.Y, (int)LeftWoman.Width, (int)LeftWoman.Height);
        var rgb = PlainOnnx.Pixels(picture, box, 64, 64);
        var grey = new float[64 * 64];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = ((0.299f * rgb[3 * i]) + (0.587f * rgb[(3 * i) + 1]) + (0.114f * rgb[(3 * i) + 2])) / 256;
        }

        var output = PlainOnnx.Run(Path.Combine(StarterPack.Folder, "fr_landmark.onnx"), grey, [1, 1, 64, 64])["output"];
        var found = model.Find(picture, LeftWoman);
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var numbers = StarterPack.Landmarks.Points[i];
            var x = box.X + (numbers.Average(number => output[2 * number]) * box.Width);
            var y = box.Y + (numbers.Average(number => output[(2 * number) + 1]) * box.Height);
            Assert.InRange(Vector2.Distance(found[i], new Vector2(x, y)), 0, 0.1f);
        }
    }

    [Fact]
    public void A_box_partly_outside_the_frame_is_cut_and_its_points_stay_in_place()
    {
        using var model = Open();
        using var picture = SamplePictures.Open(1);
        var whole = model.Find(picture, LeftWoman);

        // The same picture without its left part: the box begins 12 px outside.
        const int cut = 428;
        var rest = new PixelRect(cut, 0, picture.Width - cut, picture.Height);
        using var frame = new PlainFrame(PlainOnnx.Pixels(picture, rest, rest.Width, rest.Height), rest.Width, rest.Height) { Looked = [] };
        var found = model.Find(frame, LeftWoman with { X = LeftWoman.X - cut });
        Assert.Equal(new PixelRect(0, 358, 171, 235), Assert.Single(frame.Looked));
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            Assert.InRange(Vector2.Distance(found[i] + new Vector2(cut, 0), whole[i]), 0, 0.1f * LeftWoman.Width);
        }
    }

    [Theory]
    [InlineData(-500, -500, 20, 20)]
    [InlineData(5000, 5000, 20, 20)]
    [InlineData(10, 10, 0.1, 0.1)]
    public void A_box_without_a_pixel_in_the_frame_gives_finite_points(float x, float y, float width, float height)
    {
        using var model = Open();
        using var frame = new PlainFrame(new byte[3 * 64 * 48], 64, 48);
        var points = model.Find(frame, new FaceBox(x, y, width, height));
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            Assert.True(float.IsFinite(points[i].X) && float.IsFinite(points[i].Y));
        }
    }

    private static LandmarkModel Open()
    {
        StarterPack.Require();
        return LandmarkModel.Open(StarterPack.Landmarks, Path.Combine(StarterPack.Folder, StarterPack.Landmarks.File));
    }
}
