using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Whether a face is good enough to be learned from.</summary>
internal static class SampleRules
{
    /// <summary>The first rule a look breaks before it is embedded, or null.</summary>
    public static EnrolmentRefusal? Judge(in FaceQuality quality, EnrolmentOptions options)
    {
        if (quality.FacePx < options.MinFacePx)
        {
            return new EnrolmentRefusal.TooSmall(quality.FacePx, options.MinFacePx);
        }

        return quality.Sharpness >= options.MinSharpness ? null : new EnrolmentRefusal.TooBlurred(quality.Sharpness, options.MinSharpness);
    }

    /// <summary>The embedding of a look, or why it is none that can be learned from.</summary>
    /// <param name="raw">Model output before normalisation.</param>
    /// <param name="model">What made it.</param>
    /// <param name="embedding">The embedding; default when refused.</param>
    public static EnrolmentRefusal? Judge(ReadOnlySpan<float> raw, EmbeddingModel model, out FaceEmbedding embedding)
    {
        var unit = new float[raw.Length];
        var hasDirection = FaceEmbedding.TryNormalize(raw, unit, out var preNorm);
        embedding = hasDirection ? new FaceEmbedding(unit, preNorm) : default;
        if (!float.IsFinite(preNorm))
        {
            return new EnrolmentRefusal.BackendUnavailable($"{model.Id} makes numbers that are not finite of this face; switch to another backend.");
        }

        // A sample is compared with for years: it has to be trusted more than one look among many.
        var trusted = hasDirection && model.Gate.Weight(preNorm) >= 0.5f;
        return trusted ? null : new EnrolmentRefusal.LowPreNorm(preNorm, Required(model.Gate));
    }

    /// <summary>Length that a gate trusts by half; a hard gate's only limit.</summary>
    public static float Required(PreNormGate gate) => gate.Low + (Math.Max(0, gate.High - gate.Low) / 2);
}
