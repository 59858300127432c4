using System.Numerics;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Onnx.Detection;

public sealed class DetectorTests : IDisposable
{
    // People in sample1 to sample6, counted by eye.
    private static readonly int[] People = [3, 3, 3, 4, 5, 4];

    private readonly TemporaryFolder _folder = new();
    private readonly FaceDetection[] _faces = new FaceDetection[32];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ultraface")]
    [InlineData("500m")]
    [InlineData("2.5g")]
    public void Everyone_in_the_sample_pictures_is_found_once_with_five_points_in_place(string detector)
    {
        using var backend = Open(detector);
        for (var number = 1; number <= People.Length; number++)
        {
            using var picture = SamplePictures.Open(number);
            var count = backend.Detect(picture, picture.Whole(), 0.5f, _faces);
            Assert.Equal(People[number - 1], count);
            Assert.All(_faces[..count], face => AssertLooksLikeAFace(face));
            Assert.Equal(_faces[..count].OrderByDescending(face => face.Score), _faces[..count]);
        }
    }

    [Theory]
    [InlineData("500m")]
    [InlineData("2.5g")]
    public void Both_families_agree_on_boxes_and_points(string scrfd)
    {
        using var ultraFace = Open("ultraface");
        using var other = Open(scrfd);
        using var picture = SamplePictures.Open(1);
        var count = ultraFace.Detect(picture, picture.Whole(), 0.5f, _faces);
        var expected = _faces[..count].ToArray();
        count = other.Detect(picture, picture.Whole(), 0.5f, _faces);
        foreach (var face in _faces[..count])
        {
            var same = expected.MaxBy(candidate => candidate.Box.IntersectionOverUnion(face.Box));
            Assert.InRange(same.Box.IntersectionOverUnion(face.Box), 0.75f, 1);
            for (var i = 0; i < FaceLandmarks.Count; i++)
            {
                Assert.InRange(Vector2.Distance(face.Landmarks[i], same.Landmarks[i]) / face.Box.Width, 0, 0.15f);
            }
        }
    }

    [Fact]
    public void Ultraface_gives_what_a_plain_reading_of_the_model_gives()
    {
        using var backend = Open("ultraface");
        using var picture = SamplePictures.Open(5);
        var region = new PixelRect(300, 60, 1400, 1200);
        var outputs = PlainOnnx.Run(
            Path.Combine(StarterPack.Folder, "fr_detect.onnx"),
            PlainOnnx.Tensor(PlainOnnx.Pixels(picture, region, 320, 240), 320, 240, StarterPack.UltraFace.Input),
            [1, 3, 240, 320]);
        var (scores, boxes) = (outputs["scores"], outputs["boxes"]);
        var plain = Enumerable.Range(0, scores.Length / 2).Where(i => scores[(2 * i) + 1] >= 0.6f).Select(i => (
            Score: scores[(2 * i) + 1],
            Box: new FaceBox(
                region.X + (boxes[4 * i] * region.Width),
                region.Y + (boxes[(4 * i) + 1] * region.Height),
                (boxes[(4 * i) + 2] - boxes[4 * i]) * region.Width,
                (boxes[(4 * i) + 3] - boxes[(4 * i) + 1]) * region.Height)));
        AssertSame(Plainly(plain), backend.Detect(picture, region, 0.6f, _faces));
    }

    [Theory]
    [InlineData("500m", "score_", "bbox_")]
    [InlineData("2.5g", null, null)]
    public void Scrfd_gives_what_a_plain_reading_of_the_model_gives(string model, string? scoreName, string? boxName)
    {
        using var backend = Open(model);
        using var picture = SamplePictures.Open(6);
        var region = new PixelRect(100, 200, 900, 1200);
        var pack = backend.Pack;
        var outputs = PlainOnnx.Run(
            pack.PathOf(pack.Manifest.Detector.File),
            PlainOnnx.Tensor(PlainOnnx.Pixels(picture, region, 480, 640), 480, 640, pack.Manifest.Detector.Input),
            [1, 3, 640, 640]);
        (string Score, string Box)[] names = scoreName is null
            ? [("446", "449"), ("466", "469"), ("486", "489")]
            : [.. ((int[])[8, 16, 32]).Select(stride => ($"{scoreName}{stride}", $"{boxName}{stride}"))];
        var plain = new List<(float Score, FaceBox Box)>();
        for (var level = 0; level < 3; level++)
        {
            var stride = 8 << level;
            var (scores, edges) = (outputs[names[level].Score], outputs[names[level].Box]);
            for (var i = 0; i < scores.Length; i++)
            {
                var (x, y) = (i / 2 % (640 / stride) * stride, i / 2 / (640 / stride) * stride);
                var frame = 900f / 480;
                var box = new FaceBox(
                    region.X + ((x - (edges[4 * i] * stride)) * frame),
                    region.Y + ((y - (edges[(4 * i) + 1] * stride)) * frame),
                    (edges[4 * i] + edges[(4 * i) + 2]) * stride * frame,
                    (edges[(4 * i) + 1] + edges[(4 * i) + 3]) * stride * frame);
                plain.Add((scores[i], box));
            }
        }

        AssertSame(Plainly(plain.Where(face => face.Score >= 0.4f)), backend.Detect(picture, region, 0.4f, _faces));
    }

    [Theory]
    [InlineData("500m")]
    [InlineData("2.5g")]
    public void What_an_earlier_region_left_in_the_padding_is_not_seen(string model)
    {
        using var used = Open(model);
        using var picture = SamplePictures.Open(4);
        used.Detect(picture, picture.Whole(), 0.3f, _faces);
        used.Detect(picture, new PixelRect(0, 0, 600, 1400), 0.3f, _faces);
        var wide = new PixelRect(200, 50, 1500, 500);
        var count = used.Detect(picture, wide, 0.3f, _faces);
        using var fresh = new OnnxBackend("cpu", used.Pack, new OnnxBackendOptions(), NullLogger.Instance);
        var expected = new FaceDetection[32];
        Assert.Equal(fresh.Detect(picture, wide, 0.3f, expected), count);
        Assert.Equal(expected[..count], _faces[..count]);
    }

    [Theory]
    [InlineData("ultraface")]
    [InlineData("2.5g")]
    public void The_best_are_kept_when_there_is_no_room_for_all(string detector)
    {
        using var backend = Open(detector);
        using var picture = SamplePictures.Open(5);
        backend.Detect(picture, picture.Whole(), 0.5f, _faces);
        var few = new FaceDetection[2];
        Assert.Equal(2, backend.Detect(picture, picture.Whole(), 0.5f, few));
        Assert.Equal(_faces[..2], few);
        Assert.Equal(0, backend.Detect(picture, picture.Whole(), 0.5f, []));
    }

    private OnnxBackend Open(string detector)
    {
        var pack = detector == "ultraface" ? StarterPack.Installed() : StarterPack.Scrfd(detector, _folder);
        return new OnnxBackend("cpu", pack, new OnnxBackendOptions(), NullLogger.Instance);
    }

    private static void AssertLooksLikeAFace(FaceDetection face)
    {
        var points = face.Landmarks;
        Assert.True(points[0].X < points[1].X, "The left eye is left of the right one.");
        Assert.True(points[3].X < points[4].X, "The left corner of the mouth is left of the right one.");
        Assert.True(points[0].Y + points[1].Y < points[3].Y + points[4].Y, "The eyes are above the mouth.");
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            Assert.InRange(points[i].X, face.Box.X - (0.1f * face.Box.Width), face.Box.Right + (0.1f * face.Box.Width));
            Assert.InRange(points[i].Y, face.Box.Y, face.Box.Bottom);
        }
    }

    private static List<(float Score, FaceBox Box)> Plainly(IEnumerable<(float Score, FaceBox Box)> faces)
    {
        var kept = new List<(float Score, FaceBox Box)>();
        foreach (var face in faces.OrderByDescending(face => face.Score))
        {
            if (kept.TrueForAll(better => better.Box.IntersectionOverUnion(face.Box) <= 0.4f))
            {
                kept.Add(face);
            }
        }

        return kept;
    }

    private void AssertSame(List<(float Score, FaceBox Box)> expected, int count)
    {
        Assert.True(expected.Count >= 2, "The region shows several faces.");
        Assert.Equal(expected.Count, count);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(expected[i].Score, _faces[i].Score, 0.002f);
            Assert.InRange(expected[i].Box.IntersectionOverUnion(_faces[i].Box), 0.98f, 1.001f);
        }
    }
}
