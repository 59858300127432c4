namespace FaceRecMqtt.Faces.Detection;

/// <summary>Keeps the best of several detections of one face. Allocates nothing; safe on any thread.</summary>
/// <remarks>Greedy: each detection is compared with the kept ones of a better score, at most count × kept comparisons.</remarks>
public static class NonMaximumSuppression
{
    /// <summary>Sorts detections best score first and drops those that show the face of a better one.</summary>
    /// <remarks>
    /// Detections with an empty or infinite box or a score that is no number are dropped too. Equal scores are ordered by position,
    /// so that the result does not depend on the order of the detections.
    /// </remarks>
    /// <param name="faces">Detections in any order; afterwards the kept ones come first, the rest is undefined.</param>
    /// <param name="maxOverlap">A larger intersection over union with a better detection means the same face, in [0, 1].</param>
    /// <param name="maxCover">
    /// So does a larger covered share of the smaller box, in [0, 1]. For detections of several regions of a frame: a face cut by the border of
    /// one region is a part box inside the whole box of another, and their intersection over union is small. 1, the default, asks for overlap only.
    /// </param>
    /// <returns>How many are kept.</returns>
    public static int Suppress(Span<FaceDetection> faces, float maxOverlap, float maxCover = 1f)
    {
        var candidates = faces[..MoveUsableFirst(faces)];
        candidates.Sort(static (first, second) => Order(in first, in second));
        var kept = 0;
        foreach (ref readonly var candidate in candidates)
        {
            if (!ShowsOneOf(candidates[..kept], candidate.Box, maxOverlap, maxCover))
            {
                candidates[kept++] = candidate;
            }
        }

        return kept;
    }

    private static bool ShowsOneOf(ReadOnlySpan<FaceDetection> kept, FaceBox box, float maxOverlap, float maxCover)
    {
        foreach (ref readonly var better in kept)
        {
            var other = better.Box;
            var width = Math.Min(box.Right, other.Right) - Math.Max(box.X, other.X);
            var height = Math.Min(box.Bottom, other.Bottom) - Math.Max(box.Y, other.Y);
            if (width <= 0 || height <= 0)
            {
                continue;
            }

            var shared = width * height;

            // A box wholly inside another shares all its area, by rounding even more: without a limit that must not count as covered.
            if (shared > maxOverlap * (box.Area + other.Area - shared) || (maxCover < 1 && shared > maxCover * Math.Min(box.Area, other.Area)))
            {
                return true;
            }
        }

        return false;
    }

    private static int MoveUsableFirst(Span<FaceDetection> faces)
    {
        var usable = 0;
        foreach (ref readonly var face in faces)
        {
            var area = face.Box.Area;
            if (area > 0 && float.IsFinite(area) && float.IsFinite(face.Box.X) && float.IsFinite(face.Box.Y) && !float.IsNaN(face.Score))
            {
                faces[usable++] = face;
            }
        }

        return usable;
    }

    private static int Order(in FaceDetection first, in FaceDetection second)
    {
        var order = second.Score.CompareTo(first.Score);
        order = order != 0 ? order : first.Box.Y.CompareTo(second.Box.Y);
        order = order != 0 ? order : first.Box.X.CompareTo(second.Box.X);
        order = order != 0 ? order : second.Box.Width.CompareTo(first.Box.Width);
        return order != 0 ? order : second.Box.Height.CompareTo(first.Box.Height);
    }
}
