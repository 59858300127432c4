using System.Numerics;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Tests.Faces.Alignment;

/// <summary>The template's face somewhere else.</summary>
internal static class Points
{
    /// <summary>The face in the middle of its crop, put at x, y; a crop's pixel is <c>1 / scale</c> frame px; turned clockwise.</summary>
    public static FaceLandmarks Placed(double x, double y, double scale, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var landmarks = ArcFaceTemplate.Landmarks;
        foreach (ref var point in (Span<Vector2>)landmarks)
        {
            var (u, v) = ((point.X - 55.5) / scale, (point.Y - 55.5) / scale);
            point = new((float)(x + (cos * u) - (sin * v)), (float)(y + (sin * u) + (cos * v)));
        }

        return landmarks;
    }
}
