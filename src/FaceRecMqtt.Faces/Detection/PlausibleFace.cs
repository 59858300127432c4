using System.Numerics;

namespace FaceRecMqtt.Faces.Detection;

/// <summary>Tells detections whose five points cannot be a face in their box (ghosts on patterns and textures) from faces. Allocates nothing.</summary>
public static class PlausibleFace
{
    /// <summary>How far a point may lie outside the box, as a part of its width or height.</summary>
    public const float Slack = 0.2f;

    /// <summary>Largest tilt of the line from eyes to mouth that still counts as upright, degrees; detectors are trained to about 45°.</summary>
    private const float LargestTilt = 75;

    /// <summary>Whether the points make sense: finite, in the box ± 20 %, eyes above the mouth, left of right, nose not beyond either, not all in one spot.</summary>
    /// <remarks>Turned heads pass: in profile both eyes lie nearly on one another, so left may pass right by 5 % of the box.</remarks>
    /// <param name="detection">Box and points of one picture, px.</param>
    public static bool Check(in FaceDetection detection)
    {
        var box = detection.Box;
        var landmarks = detection.Landmarks;
        ReadOnlySpan<Vector2> points = landmarks;
        if (!(box.Width > 0) || !(box.Height > 0) || !AllInside(box, points))
        {
            return false;
        }

        var eyes = (points[0] + points[1]) / 2;
        var mouth = (points[3] + points[4]) / 2;
        var down = mouth - eyes;
        var length = down.Length();
        if (length < 0.12f * box.Height || MathF.Abs(MathF.Atan2(down.X, down.Y)) > LargestTilt * MathF.PI / 180)
        {
            return false;
        }

        down /= length;
        var right = new Vector2(down.Y, -down.X);
        var crossing = -0.05f * box.Width;
        var nose = Vector2.Dot(points[2] - eyes, down) / length;
        return Vector2.Dot(points[1] - points[0], right) > crossing && Vector2.Dot(points[4] - points[3], right) > crossing
            && nose is > -0.35f and < 1.35f;
    }

    private static bool AllInside(FaceBox box, ReadOnlySpan<Vector2> points)
    {
        var (x, y) = (Slack * box.Width, Slack * box.Height);
        foreach (var point in points)
        {
            // Written so that a point that is no number lies outside.
            if (!(point.X >= box.X - x && point.X <= box.Right + x && point.Y >= box.Y - y && point.Y <= box.Bottom + y))
            {
                return false;
            }
        }

        return true;
    }
}
