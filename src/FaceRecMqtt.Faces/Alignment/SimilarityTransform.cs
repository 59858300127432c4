using System.Numerics;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Faces.Alignment;

/// <summary>Rotation, uniform scale and shift of the plane, without reflection: <c>x' = A·x − B·y + Tx</c>, <c>y' = B·x + A·y + Ty</c>.</summary>
/// <param name="A">Scale × cosine of the rotation.</param>
/// <param name="B">Scale × sine of the rotation; positive is clockwise in a picture.</param>
/// <param name="Tx">Shift to the right, px of the target.</param>
/// <param name="Ty">Shift down, px of the target.</param>
public readonly record struct SimilarityTransform(float A, float B, float Tx, float Ty)
{
    /// <summary>Target px per source px.</summary>
    public float Scale => MathF.Sqrt((A * A) + (B * B));

    /// <summary>Finds the transform that brings points nearest to their targets, in the sense of least squares.</summary>
    /// <remarks>
    /// Source: Umeyama, "Least-squares estimation of transformation parameters between two point patterns", PAMI 1991. In the plane his SVD has a
    /// closed form: with points as complex numbers, scale and rotation are one complex factor, and no factor is a reflection.
    /// </remarks>
    /// <param name="from">Points, px.</param>
    /// <param name="to">Their targets, px.</param>
    /// <param name="transform">The transform; default when there is none.</param>
    /// <returns>False when the points lie in one spot, their targets cannot be met at any scale, or a number is not finite.</returns>
    public static bool TryFit(in FaceLandmarks from, in FaceLandmarks to, out SimilarityTransform transform)
    {
        var (fromX, fromY) = Mean(from);
        var (toX, toY) = Mean(to);
        double along = 0, across = 0, spread = 0, targetSpread = 0;
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var (x, y) = (from[i].X - fromX, from[i].Y - fromY);
            var (u, v) = (to[i].X - toX, to[i].Y - toY);
            along += (x * u) + (y * v);
            across += (x * v) - (y * u);
            spread += (x * x) + (y * y);
            targetSpread += (u * u) + (v * v);
        }

        var (a, b) = (along / spread, across / spread);
        transform = new((float)a, (float)b, (float)(toX - (a * fromX) + (b * fromY)), (float)(toY - (b * fromX) - (a * fromY)));

        // A scale far below the ratio of the two spreads says that the patterns have nothing in common, as a mirrored one.
        var isFound = spread > 1e-6 && ((a * a) + (b * b)) * spread > 1e-4 * targetSpread
            && float.IsFinite(transform.A) && float.IsFinite(transform.B) && float.IsFinite(transform.Tx) && float.IsFinite(transform.Ty);
        transform = isFound ? transform : default;
        return isFound;
    }

    /// <summary>Where a point comes to lie.</summary>
    /// <param name="point">Source px.</param>
    public Vector2 Apply(Vector2 point) => new((A * point.X) - (B * point.Y) + Tx, (B * point.X) + (A * point.Y) + Ty);

    /// <summary>The way back. <see cref="Scale"/> must not be 0.</summary>
    public SimilarityTransform Inverse()
    {
        double a = A, b = B, square = (a * a) + (b * b);
        return new(
            (float)(a / square),
            (float)(-b / square),
            (float)(-((a * Tx) + (b * Ty)) / square),
            (float)(((b * Tx) - (a * Ty)) / square));
    }

    private static (double X, double Y) Mean(ReadOnlySpan<Vector2> points)
    {
        double x = 0, y = 0;
        foreach (var point in points)
        {
            x += point.X;
            y += point.Y;
        }

        return (x / points.Length, y / points.Length);
    }
}
