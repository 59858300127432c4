using System.Numerics;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Faces.Tracking;

/// <summary>How well a detection continues a track.</summary>
internal static class Affinity
{
    /// <summary>Whether a box can be compared at all: finite and not empty.</summary>
    public static bool IsUsable(FaceBox box) => float.IsFinite(box.X) && float.IsFinite(box.Y) && float.IsFinite(box.Area) && box.Area > 0;

    /// <summary>Overlap and closeness in equal parts, times likeness of size.</summary>
    /// <param name="predicted">Where the track should be.</param>
    /// <param name="seen">The detection's box.</param>
    /// <param name="unseen">Time since the track was last seen.</param>
    /// <param name="options">The gates.</param>
    /// <returns>In (0, 1]; 0 when the detection is not plausible.</returns>
    public static float Of(FaceBox predicted, FaceBox seen, TimeSpan unseen, TrackerOptions options)
    {
        var (expected, found) = (MathF.Sqrt(predicted.Area), MathF.Sqrt(seen.Area));
        var likeness = Math.Min(expected, found) / Math.Max(expected, found);
        if (likeness * options.SizeRatio < 1)
        {
            return 0;
        }

        var overlap = predicted.IntersectionOverUnion(seen);
        var distance = Vector2.Distance(Motion.CentreOf(predicted), Motion.CentreOf(seen)) / ((expected + found) / 2);
        var reach = Math.Min(options.Reach + (options.ReachPerSecond * (float)unseen.TotalSeconds), options.MaximumReach);
        // The rank does not depend on the reach: a long unseen track must not outbid one that was seen just now.
        return overlap < options.MinimumOverlap && distance > reach ? 0 : (overlap + (1 / (1 + distance))) / 2 * likeness;
    }
}
