using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>The boxes of one detector run that reach the score; room for every anchor, so nothing is lost and nothing allocated.</summary>
/// <param name="capacity">Number of anchors.</param>
internal sealed class CandidateList(int capacity)
{
    private readonly float[] _order = new float[capacity];
    private readonly Candidate[] _candidates = new Candidate[capacity];

    /// <summary>Candidates so far.</summary>
    internal int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    internal void Clear() => Count = 0;

    /// <summary>Adds one.</summary>
    internal void Add(in Candidate candidate)
    {
        _order[Count] = -candidate.Score;
        _candidates[Count++] = candidate;
    }

    /// <summary>Takes the best ones that no better one covers; greedy, as InsightFace's <c>nms</c>.</summary>
    /// <param name="maxOverlap">Largest intersection over union with a better one, in [0, 1].</param>
    /// <param name="kept">Receives them, best first; the weakest are left out when it is full.</param>
    /// <returns>How many were written.</returns>
    internal int Select(float maxOverlap, Span<Candidate> kept)
    {
        _order.AsSpan(0, Count).Sort(_candidates.AsSpan(0, Count));
        var count = 0;
        for (var i = 0; i < Count && count < kept.Length; i++)
        {
            if (!IsCovered(_candidates[i].Box, kept[..count], maxOverlap))
            {
                kept[count++] = _candidates[i];
            }
        }

        return count;
    }

    private static bool IsCovered(FaceBox box, ReadOnlySpan<Candidate> better, float maxOverlap)
    {
        foreach (ref readonly var other in better)
        {
            if (box.IntersectionOverUnion(other.Box) > maxOverlap)
            {
                return true;
            }
        }

        return false;
    }
}
