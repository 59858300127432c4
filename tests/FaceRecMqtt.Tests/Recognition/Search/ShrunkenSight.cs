using System.Numerics;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Search;

/// <summary>What a detector sees of known faces: those large enough after shrinking to its input, cut off at the region's edges.</summary>
internal static class ShrunkenSight
{
    /// <summary>Makes a backend see these faces as its input size allows.</summary>
    public static void Of(FakeBackend backend, params FaceBox[] faces) => backend.Sees = (_, region) =>
        [.. faces.Select(face => Visible(backend, region, face)).Where(face => face.HasValue).Select(face => face!.Value)];

    /// <summary>A frontal face filling a box.</summary>
    public static FaceDetection Frontal(FaceBox box, float score = 0.9f)
    {
        var points = default(FaceLandmarks);
        ReadOnlySpan<Vector2> parts = [new(0.3f, 0.4f), new(0.7f, 0.4f), new(0.5f, 0.6f), new(0.35f, 0.8f), new(0.65f, 0.8f)];
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            points[i] = new Vector2(box.X, box.Y) + (parts[i] * new Vector2(box.Width, box.Height));
        }

        return new FaceDetection(box, score, points);
    }

    private static FaceDetection? Visible(FakeBackend backend, PixelRect region, FaceBox face)
    {
        var (left, top) = (Math.Max(face.X, region.X), Math.Max(face.Y, region.Y));
        var (width, height) = (Math.Min(face.Right, region.Right) - left, Math.Min(face.Bottom, region.Bottom) - top);
        var scale = Math.Min((float)backend.DetectorInput.Width / region.Width, (float)backend.DetectorInput.Height / region.Height);
        // Half a face is found as well, with a box of its own, and the detector is the surer of it: that must not win.
        return width >= face.Width / 2 && height >= face.Height / 2 && width * scale >= backend.SmallestFace
            ? Frontal(new FaceBox(left, top, width, height), 0.95f - (0.25f * width * height / face.Area))
            : null;
    }
}
