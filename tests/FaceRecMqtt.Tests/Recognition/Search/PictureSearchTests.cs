using System.Numerics;
using CsCheck;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Search;

/// <summary>Every face of a still picture is found once, however small it is in the detector's input.</summary>
public sealed class PictureSearchTests : IDisposable
{
    private readonly FakeBackend _backend = new("cpu");

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void A_face_that_the_whole_picture_shrinks_too_much_is_found_wherever_it_is()
    {
        using var picture = Blank(1600, 1000);
        Gen.Select(Gen.Float[24, 400], Gen.Float[0, 1], Gen.Float[0, 1]).Sample(
            (width, across, down) =>
            {
                var height = 1.3f * width;
                var face = new FaceBox(across * (1600 - width), down * (1000 - height), width, height);
                ShrunkenSight.Of(_backend, face);
                Assert.InRange(Assert.Single(Find(picture, 24)).Box.IntersectionOverUnion(face), 0.999f, 1.001f);
            },
            threads: 1);
    }

    [Fact]
    public void Faces_of_all_sizes_are_found_once_each()
    {
        using var picture = Blank(1600, 1000);
        FaceBox[] faces = [new(10, 10, 24, 32), new(900, 300, 400, 520), new(300, 500, 70, 90), new(380, 510, 60, 80), new(1560, 960, 30, 39)];
        ShrunkenSight.Of(_backend, faces);
        Assert.Equal(faces.OrderBy(face => face.X), Find(picture, 24).Select(face => face.Box).OrderBy(face => face.X));
    }

    [Fact]
    public void A_picture_that_need_not_be_shrunk_is_looked_at_once()
    {
        using var picture = Blank(320, 240);
        List<PixelRect> regions = [];
        _backend.Sees = (_, region) =>
        {
            regions.Add(region);
            return [ShrunkenSight.Frontal(new FaceBox(50, 50, 100, 130))];
        };
        Assert.Single(Find(picture, 30));
        Assert.Equal([new PixelRect(0, 0, 320, 240)], regions);
    }

    [Fact]
    public void Every_look_stays_inside_the_picture_and_their_number_is_bounded()
    {
        using var picture = Blank(3000, 40);
        var looks = 0;
        _backend.Sees = (frame, region) =>
        {
            Assert.Equal(region, region.ClipTo(frame.Width, frame.Height));
            looks++;
            return [];
        };
        Find(picture, 0.5f);
        Assert.InRange(looks, 2, 600);
    }

    [Fact]
    public void Points_that_cannot_be_a_face_are_left_out()
    {
        using var picture = Blank(320, 240);
        _backend.Sees = (_, _) => [new FaceDetection(new FaceBox(50, 50, 100, 130), 0.9f, default)];
        Assert.Empty(Find(picture, 30));
    }

    [Fact]
    public void A_face_that_fills_the_picture_is_found_with_a_border_around()
    {
        using var picture = Blank(150, 200);
        // A face of the whole width is found only where there is something beside it.
        _backend.Sees = (frame, _) => frame.Width < 300 ? [] : [ShrunkenSight.Frontal(new FaceBox(95, 110, 160, 180))];
        var face = Assert.Single(Find(picture, 30));
        Assert.Equal(new FaceBox(0, 10, 150, 180), face.Box);
        Assert.Equal(new Vector2(-5 + (0.3f * 160), 10 + (0.4f * 180)), face.Landmarks[0]);
        Assert.False(picture.IsReleased);
    }

    [Fact]
    public void A_face_that_fills_the_picture_is_taken_as_the_border_shows_it_and_its_parts_are_no_faces()
    {
        using var picture = Blank(150, 200);
        var (misplaced, eye, neighbour) = (new FaceBox(40, 60, 70, 80), new FaceBox(60, 40, 30, 24), new FaceBox(0, 150, 20, 26));
        _backend.Sees = (frame, _) => [.. (frame.Width < 300 ? [misplaced, eye, neighbour] : new FaceBox[] { new(115, 120, 120, 140) }).Select(box => ShrunkenSight.Frontal(box))];
        Assert.Equal([new FaceBox(15, 20, 120, 140), neighbour], Find(picture, 30).Select(face => face.Box).OrderByDescending(box => box.Width));
    }

    [Fact]
    public void A_search_called_off_stops_before_the_next_look()
    {
        using var picture = Blank(1600, 1000);
        using var cancellation = new CancellationTokenSource();
        var looks = 0;
        _backend.Sees = (_, _) =>
        {
            looks++;
            cancellation.Cancel();
            return [];
        };
        Assert.Throws<OperationCanceledException>(() => PictureSearch.Find(_backend, picture, 24, 0.6f, cancellation.Token));
        Assert.Equal(1, looks);
    }

    private IReadOnlyList<FaceDetection> Find(Frame picture, float minimumFacePx) =>
        PictureSearch.Find(_backend, picture, minimumFacePx, 0.6f, CancellationToken.None);

    private static MemoryFrame Blank(int width, int height) => new(new byte[width * height * 3], width, height);
}
