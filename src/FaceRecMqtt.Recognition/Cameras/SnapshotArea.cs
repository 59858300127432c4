using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>What of a picture shows somebody.</summary>
internal static class SnapshotArea
{
    // Of the box's size, to each side: hair, chin and what is around belong to a picture of somebody.
    private const float Room = 0.6f;

    /// <summary>The face with some room around, px; may leave the picture.</summary>
    public static PixelRect Around(FaceTrack track)
    {
        var box = track.Detection.Box;
        var (roomX, roomY) = (box.Width * Room, box.Height * Room);
        return new PixelRect((int)(box.X - roomX), (int)(box.Y - roomY), (int)(box.Width + (2 * roomX)), (int)(box.Height + (2 * roomY)));
    }
}
