using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Video.Stills;
using OpenCvSharp;

namespace FaceRecMqtt.Benchmarks.Recall;

/// <summary>Faces of the sample pictures with what is around them, found by the detector itself at full size, and a picture to paste them on.</summary>
internal sealed class FaceCutouts : IDisposable
{
    private const int Pictures = 6;
    private const int NarrowestPx = 110;
    private const int BackgroundPicture = 5;
    private const int SmallestOwnPx = 24;
    private const float SureScore = 0.8f;
    private const float LeastScore = 0.5f;

    // Of the box's size, to each side.
    private const float Room = 0.5f;

    private readonly List<(Mat Picture, FaceBox Box)> _faces = [];

    /// <summary>The faces, each with its box inside the picture it was cut to.</summary>
    public IReadOnlyList<(Mat Picture, FaceBox Box)> Faces => _faces;

    /// <summary>A real picture, 1920 × 1080 px.</summary>
    public required Mat Background { get; init; }

    /// <summary>Where that picture has faces of its own; nothing is pasted there.</summary>
    public required IReadOnlyList<Rect> Occupied { get; init; }

    /// <summary>Cuts out every face that is wide enough to be shrunk.</summary>
    public static FaceCutouts Of(OnnxBackend backend)
    {
        using var scene = Cv2.ImRead(Clips.Sample(BackgroundPicture));
        var background = scene.Resize(new Size(1920, 1080), 0, 0, InterpolationFlags.Area);
        using var frame = new PictureFrame(background.Clone(), default, 0, default);
        var own = PictureSearch.Find(backend, frame, SmallestOwnPx, LeastScore, CancellationToken.None)
            .Select(face => new Rect((int)face.Box.X, (int)face.Box.Y, (int)face.Box.Width + 1, (int)face.Box.Height + 1));
        var cutouts = new FaceCutouts { Background = background, Occupied = [.. own] };
        for (var number = 1; number <= Pictures; number++)
        {
            using var picture = Cv2.ImRead(Clips.Sample(number));
            cutouts.Cut(backend, picture);
        }

        return cutouts;
    }

    public void Dispose()
    {
        Background.Dispose();
        _faces.ForEach(face => face.Picture.Dispose());
    }

    private void Cut(OnnxBackend backend, Mat picture)
    {
        using var frame = new PictureFrame(picture.Clone(), default, 0, default);
        foreach (var face in PictureSearch.Find(backend, frame, NarrowestPx, SureScore, CancellationToken.None))
        {
            var box = face.Box;
            var around = new PixelRect(
                (int)(box.X - (Room * box.Width)), (int)(box.Y - (Room * box.Height)), (int)(box.Width * (1 + (2 * Room))), (int)(box.Height * (1 + (2 * Room))))
                .ClipTo(picture.Width, picture.Height);
            if (box.Width >= NarrowestPx)
            {
                using var part = new Mat(picture, new Rect(around.X, around.Y, around.Width, around.Height));
                _faces.Add((part.Clone(), box with { X = box.X - around.X, Y = box.Y - around.Y }));
            }
        }
    }
}
