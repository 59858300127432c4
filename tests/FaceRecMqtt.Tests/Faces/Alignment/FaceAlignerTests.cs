using System.Numerics;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Tests.Support;
using OpenCvSharp;

namespace FaceRecMqtt.Tests.Faces.Alignment;

/// <summary>Crops against OpenCV's warp, with and without shrinking first.</summary>
public sealed class FaceAlignerTests
{
    private readonly FaceAligner _aligner = new();

    public static TheoryData<double, double> PlacesUpToHalf => new()
    {
        { 1.0, 0 }, { 1.0, 25 }, { 0.5, -40 }, { 0.5001, 0 }, { 0.7, 180 }, { 2.3, 10 }, { 6, -75 }, { 0.61, 90 },
    };

    public static TheoryData<double, double> PlacesBelowHalf => new()
    {
        { 0.499, 0 }, { 0.45, 20 }, { 0.34, -30 }, { 0.333, 90 }, { 0.26, 45 }, { 0.2, 170 },
    };

    [Theory]
    [MemberData(nameof(PlacesUpToHalf))]
    public void Crops_down_to_half_size_are_those_of_warpAffine(double scale, double degrees)
    {
        var frame = Painted(640, 480);
        var landmarks = Points.Placed(310, 250, scale, degrees);
        AssertNear(WarpAffine(frame, landmarks, 1), Crop(frame, landmarks));
    }

    [Theory]
    [MemberData(nameof(PlacesBelowHalf))]
    public void Smaller_crops_are_those_of_area_shrinking_and_warpAffine(double scale, double degrees)
    {
        var frame = Painted(1200, 960);
        var landmarks = Points.Placed(600, 500, scale, degrees);
        AssertNear(WarpAffine(frame, landmarks, Shrink(scale)), Crop(frame, landmarks));
    }

    [Theory]
    [InlineData(1.0, 20, 30)]
    [InlineData(1.0, 630, 470)]
    [InlineData(0.3, 60, 50)]
    [InlineData(0.3, 600, 430)]
    public void Beyond_the_frame_it_is_black_as_in_warpAffine(double scale, int x, int y)
    {
        var frame = Painted(640, 480);
        var landmarks = Points.Placed(x, y, scale, 15);
        var crop = Crop(frame, landmarks);
        AssertNear(Plain(frame, landmarks, Shrink(scale)), crop, largest: 1);
        // OpenCV rounds places to 1/32 px, and from white to black that is up to 8 levels.
        AssertNear(WarpAffine(frame, landmarks, Shrink(scale)), crop, largest: 8);
        Assert.Contains((byte)0, crop);
    }

    [Fact]
    public void A_fine_pattern_shrinks_to_its_mean_instead_of_aliasing()
    {
        var frame = MemoryFrame.Paint(1600, 1600, (x, y, _) => (byte)(((x + y) & 1) * 200));
        var crop = Crop(frame, Points.Placed(800, 800, 0.1, 30));
        Assert.All(crop, value => Assert.InRange(value, 85, 115));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Photographs_are_cropped_as_by_warpAffine(int number)
    {
        var path = RepositoryRoot.Under("build", "pictures", $"sample{number}.jpg");
        Assert.SkipUnless(File.Exists(path), $"{path} is missing.");
        var frame = Photograph.Read(path);
        foreach (var (scale, degrees) in new[] { (1.7, 12.0), (0.8, -20), (0.5, 5), (0.3, 33) })
        {
            var landmarks = Points.Placed(frame.Width / 2, frame.Height / 2, scale, degrees);
            var crop = Crop(frame, landmarks);
            AssertNear(Plain(frame, landmarks, Shrink(scale)), crop, largest: 1);
            // OpenCV rounds places to 1/32 px, which a shrunk photograph's hard edges show.
            AssertNear(WarpAffine(frame, landmarks, Shrink(scale)), crop, largest: scale < 0.5 ? 4 : 2);
        }
    }

    [Fact]
    public void The_points_of_the_template_give_the_picture_itself()
    {
        var frame = Painted(112, 112);
        Assert.Equal(frame.Rgb.ToArray(), Crop(frame, ArcFaceTemplate.Landmarks));
    }

    [Fact]
    public void Points_that_are_no_face_are_refused_and_leave_the_crop_alone()
    {
        var frame = Painted(64, 64);
        var crop = Enumerable.Repeat((byte)7, AlignedFace.Bytes).ToArray();
        FaceLandmarks oneSpot = default;
        ((Span<Vector2>)oneSpot).Fill(new(30, 30));
        var noNumber = ArcFaceTemplate.Landmarks;
        noNumber[3] = new(float.NaN, 4);
        var infinite = ArcFaceTemplate.Landmarks;
        infinite[0] = new(float.NegativeInfinity, 4);
        var huge = ArcFaceTemplate.Landmarks;
        ((Span<Vector2>)huge)[1] = new(1e30f, -1e30f);
        foreach (var landmarks in new[] { oneSpot, noNumber, infinite, huge, Points.Placed(-5000, 30, 1, 0), Points.Placed(30, 1e9, 1, 0), Points.Placed(32, 32, 1e-3, 0) })
        {
            Assert.False(_aligner.TryAlign(frame, landmarks, crop));
        }

        Assert.All(crop, value => Assert.Equal(7, value));
    }

    [Fact]
    public void A_crop_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => _aligner.TryAlign(Painted(64, 64), ArcFaceTemplate.Landmarks, new byte[AlignedFace.Bytes - 1]));

    [Fact]
    public void What_an_earlier_crop_left_behind_is_not_seen()
    {
        var (white, dark) = (MemoryFrame.Paint(400, 400, (_, _, _) => 255), MemoryFrame.Paint(200, 200, (_, _, _) => 10));
        Crop(white, Points.Placed(200, 200, 0.5, 45));
        Assert.All(Crop(dark, Points.Placed(5, 5, 1.2, 30)), value => Assert.InRange(value, 0, 10));
    }

    [Fact]
    public void Aligning_allocates_nothing_once_the_buffer_has_grown()
    {
        var frame = Painted(640, 480);
        var crop = new byte[AlignedFace.Bytes];
        var landmarks = Points.Placed(300, 220, 0.5, 45);
        Assert.True(_aligner.TryAlign(frame, landmarks, crop));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _aligner.TryAlign(frame, landmarks, crop);
        _aligner.TryAlign(frame, Points.Placed(300, 220, 0.3, 10), crop);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private byte[] Crop(MemoryFrame frame, FaceLandmarks landmarks)
    {
        var crop = new byte[AlignedFace.Bytes];
        Assert.True(_aligner.TryAlign(frame, landmarks, crop));
        return crop;
    }

    private static int Shrink(double scale) => Math.Max(1, (int)Math.Ceiling((1 / scale) - 1e-3) - 1);

    private static MemoryFrame Painted(int width, int height) => MemoryFrame.Paint(width, height, (x, y, channel) =>
        (byte)(128 + (60 * Math.Sin((x * (0.11 + (0.03 * channel))) + (y * 0.05))) + (50 * Math.Cos((y * 0.17) - (x * 0.02 * channel)))));

    private static void AssertNear(byte[] expected, byte[] actual, int largest = 2)
    {
        var differences = expected.Zip(actual, (first, second) => Math.Abs(first - second)).ToArray();
        Assert.InRange(differences.Max(), 0, largest);
        Assert.InRange(differences.Average(), 0, 0.5);
    }

    /// <summary>Bilinear sampling of block means written down as it is defined.</summary>
    private static byte[] Plain(MemoryFrame frame, FaceLandmarks landmarks, int shrink)
    {
        Assert.True(SimilarityTransform.TryFit(landmarks, ArcFaceTemplate.Landmarks, out var transform));
        var toFrame = transform.Inverse();
        var crop = new byte[AlignedFace.Bytes];
        for (var i = 0; i < crop.Length; i++)
        {
            var at = toFrame.Apply(new(i / 3 % AlignedFace.Size, i / 3 / AlignedFace.Size));
            var (x, y) = (((at.X + 0.5) / shrink) - 0.5, ((at.Y + 0.5) / shrink) - 0.5);
            var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
            var upper = (Block(frame, left, top, shrink, i % 3) * (1 - x + left)) + (Block(frame, left + 1, top, shrink, i % 3) * (x - left));
            var lower = (Block(frame, left, top + 1, shrink, i % 3) * (1 - x + left)) + (Block(frame, left + 1, top + 1, shrink, i % 3) * (x - left));
            crop[i] = (byte)Math.Round((upper * (1 - y + top)) + (lower * (y - top)));
        }

        return crop;
    }

    private static double Block(MemoryFrame frame, int column, int row, int size, int channel)
    {
        if (column < 0 || row < 0 || (column + 1) * size > frame.Width || (row + 1) * size > frame.Height)
        {
            return 0;
        }

        var pixels = Enumerable.Range(0, size * size).Select(i => (X: (column * size) + (i % size), Y: (row * size) + (i / size)));
        return Math.Round(pixels.Average(pixel => frame.Rgb[(((pixel.Y * frame.Width) + pixel.X) * 3) + channel]));
    }

    /// <summary>The whole frame shrunk by whole blocks (cut ones left out), then OpenCV's warp.</summary>
    private static byte[] WarpAffine(MemoryFrame frame, FaceLandmarks landmarks, int shrink)
    {
        var (width, height) = (frame.Width / shrink, frame.Height / shrink);
        using var whole = Mat.FromPixelData(frame.Height, frame.Width, MatType.CV_8UC3, frame.Rgb.ToArray());
        using var blocks = new Mat(whole, new Rect(0, 0, width * shrink, height * shrink));
        using var shrunk = blocks.Resize(new Size(width, height), 0, 0, InterpolationFlags.Area);
        Assert.True(SimilarityTransform.TryFit(landmarks, ArcFaceTemplate.Landmarks, out var t));
        // A shrunk pixel u lies at x = shrink·(u + ½) − ½.
        var half = (shrink - 1) / 2.0;
        double[,] matrix = { { t.A * shrink, -t.B * shrink, t.Tx + ((t.A - t.B) * half) }, { t.B * shrink, t.A * shrink, t.Ty + ((t.B + t.A) * half) } };
        using var transform = Mat.FromArray(matrix);
        using var warped = shrunk.WarpAffine(transform, new Size(112, 112), InterpolationFlags.Linear, BorderTypes.Constant, Scalar.Black);
        Assert.True(warped.GetArray(out Vec3b[] pixels));
        return [.. pixels.SelectMany(pixel => new[] { pixel.Item0, pixel.Item1, pixel.Item2 })];
    }
}
