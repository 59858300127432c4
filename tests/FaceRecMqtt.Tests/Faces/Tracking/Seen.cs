using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Tests.Faces.Tracking;

/// <summary>Detections and times for the tests of the tracker.</summary>
internal static class Seen
{
    public static FaceDetection At(float x, float y, float size = 100, float score = 0.8f) => new(new FaceBox(x, y, size, size), score, default);

    public static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    public static FaceTrack Single(this FaceTracker tracker) => Assert.Single(tracker.Tracks.ToArray());
}
