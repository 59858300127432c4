using System.Numerics.Tensors;

namespace FaceRecMqtt.Faces.Embedding;

/// <summary>A face as one point on the unit sphere.</summary>
/// <remarks>Source: ArcFace, Deng et al. 2019, §3: what is compared is the angle. Immutable as long as <paramref name="Unit"/>'s owner leaves it alone.</remarks>
/// <param name="Unit">Direction, length 1, shape <c>[Length]</c>.</param>
/// <param name="PreNorm">Length before scaling to 1.</param>
public readonly record struct FaceEmbedding(ReadOnlyMemory<float> Unit, float PreNorm)
{
    /// <summary>Shorter outputs have no direction that can be trusted: float32 squares underflow not far below.</summary>
    public const float ShortestRaw = 1e-6f;

    /// <summary>Scales a raw model output to length 1 and keeps its length.</summary>
    /// <param name="raw">Model output, shape <c>[Length]</c>, any scale; not kept.</param>
    /// <exception cref="ArgumentException">The output is (nearly) zero or not finite.</exception>
    public static FaceEmbedding FromRaw(ReadOnlySpan<float> raw)
    {
        var unit = new float[raw.Length];
        return TryNormalize(raw, unit, out var preNorm)
            ? new FaceEmbedding(unit, preNorm)
            : throw new ArgumentException("The embedding is zero or not finite, so it has no direction; the model or its input is broken.", nameof(raw));
    }

    /// <summary>Scales a raw model output to length 1 in a caller's buffer; allocates nothing.</summary>
    /// <param name="raw">Model output, shape <c>[Length]</c>, any scale.</param>
    /// <param name="unit">Receives the direction, same length; may be <paramref name="raw"/>'s own memory. Untouched on failure.</param>
    /// <param name="preNorm">Length before scaling; what was measured also on failure (0, NaN or infinity).</param>
    /// <returns>Whether the output has a direction: false for zero, NaN and infinity.</returns>
    public static bool TryNormalize(ReadOnlySpan<float> raw, Span<float> unit, out float preNorm)
    {
        preNorm = TensorPrimitives.Norm(raw);
        if (!(preNorm >= ShortestRaw) || !float.IsFinite(preNorm))
        {
            return false;
        }

        TensorPrimitives.Divide(raw, preNorm, unit[..raw.Length]);
        return true;
    }

    /// <summary>Cosine similarity, in [-1, 1]; 1 means the same direction.</summary>
    /// <param name="other">An embedding of the same model.</param>
    /// <exception cref="ArgumentException">The lengths differ, so the models do.</exception>
    public float SimilarityTo(FaceEmbedding other) => Similarity(Unit.Span, other.Unit.Span);

    /// <summary>Cosine similarity of two unit vectors, in [-1, 1].</summary>
    /// <param name="first">Length 1.</param>
    /// <param name="second">Length 1, of the same model.</param>
    /// <exception cref="ArgumentException">The vectors differ in size.</exception>
    public static float Similarity(ReadOnlySpan<float> first, ReadOnlySpan<float> second) =>
        Math.Clamp(TensorPrimitives.Dot(first, second), -1f, 1f);
}
