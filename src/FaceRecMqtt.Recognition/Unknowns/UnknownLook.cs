using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>The look at which a face was decided to be unknown, copied from the camera's buffers: made for such an event only.</summary>
/// <param name="Crop">Aligned crop, interleaved RGB, <c>[112, 112, 3]</c>.</param>
/// <param name="Embedding">Of the crop alone.</param>
/// <param name="Evidence">Direction of everything seen of the track, length 1, shape <c>[Model.Length]</c>: steadier than one look.</param>
/// <param name="Quality">Of the look.</param>
/// <param name="Model">What embedded it.</param>
public sealed record UnknownLook(byte[] Crop, FaceEmbedding Embedding, ReadOnlyMemory<float> Evidence, FaceQuality Quality, EmbeddingModel Model)
{
    // As for a sample (SampleRules): what is kept is compared with for days.
    private const float KeepingTrust = 0.5f;

    /// <summary>Whether it is good enough to be kept and compared with: of good grade, and trusted by its model at least by half.</summary>
    public bool IsWorthKeeping => Quality.Grade == FaceGrade.Good && IsTrusted(Embedding.PreNorm, Model);

    /// <summary>Copies a look.</summary>
    /// <param name="raw">Its embedding before normalisation.</param>
    /// <param name="crop">Its crop.</param>
    /// <param name="quality">Its quality.</param>
    /// <param name="identity">The track's identity by the same model.</param>
    /// <param name="model">The model.</param>
    /// <returns>Null when the embedding has no direction.</returns>
    internal static UnknownLook? Of(ReadOnlySpan<float> raw, ReadOnlySpan<byte> crop, FaceQuality quality, FaceIdentity identity, EmbeddingModel model)
    {
        var unit = new float[raw.Length];
        if (!FaceEmbedding.TryNormalize(raw, unit, out var preNorm))
        {
            return null;
        }

        var evidence = identity.CopyEvidence();
        var isWhole = evidence.Length == unit.Length && FaceEmbedding.TryNormalize(evidence, evidence, out _);
        return new UnknownLook(crop.ToArray(), new FaceEmbedding(unit, preNorm), isWhole ? evidence : unit, quality, model);
    }

    /// <summary>Whether a model trusts an embedding of this length enough to compare with it for days.</summary>
    internal static bool IsTrusted(float preNorm, EmbeddingModel model) => model.Gate.Weight(preNorm) >= KeepingTrust;
}
