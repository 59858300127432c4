using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>Whether a device's look settles who it is, or the CPU has to look at the same crop.</summary>
internal static class SecondLookRule
{
    /// <summary>pre_norm is below the gate.</summary>
    public const string LowPreNorm = "pre_norm";

    /// <summary>The similarity is above what different people reach and below acceptance.</summary>
    public const string GreySimilarity = "similarity";

    /// <summary>Two people are nearly as near.</summary>
    public const string SmallMargin = "margin";

    /// <summary>The device sees somebody else than the CPU did.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>Why the CPU has to look; null: the device's look settles it.</summary>
    /// <remarks>pre_norm above the gate is necessary, not sufficient: faces at 1–3 m pass it and match nobody.</remarks>
    /// <param name="preNorm">Length of the device's embedding.</param>
    /// <param name="match">Whom that look is nearest to, in the device's own embeddings.</param>
    /// <param name="gate">The device's gate.</param>
    /// <param name="threshold">Similarity that is asked for.</param>
    /// <param name="margin">Lead that is asked for.</param>
    /// <param name="ceiling">Similarity that different people stay below.</param>
    public static string? Reason(float preNorm, in Match match, PreNormGate gate, float threshold, float margin, float ceiling)
    {
        // Nobody is enrolled: whom should the CPU find?
        if (match.Best is null)
        {
            return null;
        }

        if (gate.Weight(preNorm) < 1)
        {
            return LowPreNorm;
        }

        if (match.Similarity < threshold)
        {
            return match.Similarity >= ceiling ? GreySimilarity : null;
        }

        return match.IsAccepted(threshold, margin) ? null : SmallMargin;
    }
}
