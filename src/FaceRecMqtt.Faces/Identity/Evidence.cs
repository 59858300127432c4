using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>The looks at one track, summed: all of one model, and the recent ones once more.</summary>
/// <remarks>
/// Raw embeddings are summed, so that a sharp near look with its longer embedding outweighs a distant one by itself; the weight of trust and grade comes on top.
/// The recent sum forgets by weight, not by count: worthless looks must not wash out good ones.
/// Allocates once per track and model, at the first look.
/// </remarks>
internal sealed class Evidence(IdentityOptions options)
{
    private string? _modelHash;
    private float[] _sum = [];
    private float[] _recent = [];
    private float[] _look = [];
    private float[] _unit = [];
    private float _recentWeight;

    /// <summary>Looks in the sum.</summary>
    public int Looks { get; private set; }

    /// <summary>Of these, good ones.</summary>
    public int GoodLooks { get; private set; }

    /// <summary>Sum of the weights.</summary>
    public float Weight { get; private set; }

    /// <summary>Whether the model is another than the evidence's.</summary>
    public bool IsOf(EmbeddingModel model) => string.Equals(_modelHash, model.Hash, StringComparison.Ordinal);

    /// <summary>Throws the evidence away where it is another model's.</summary>
    public void Adopt(EmbeddingModel model)
    {
        if (IsOf(model))
        {
            return;
        }

        _modelHash = model.Hash;
        (Looks, GoodLooks, Weight, _recentWeight) = (0, 0, 0, 0);
        (_sum, _recent, _look, _unit) = (new float[model.Length], new float[model.Length], new float[model.Length], new float[model.Length]);
    }

    /// <summary>Adds a look, when it has a direction and any weight.</summary>
    public WeighedLook Add(in FaceLook look, EmbeddingModel model)
    {
        if (!FaceEmbedding.TryNormalize(look.Raw, _look, out var preNorm))
        {
            return new WeighedLook(preNorm, 0, 0, false, false, false);
        }

        var trust = model.Gate.Weight(preNorm);
        var weight = trust * GradeWeight(look.Quality.Grade);
        var isGood = look.Quality.Grade == FaceGrade.Good && trust >= options.GoodTrust;
        if (weight > 0)
        {
            var kept = MathF.Pow(options.RecentDecay, weight);
            TensorPrimitives.MultiplyAdd(look.Raw, weight, _sum, _sum);
            TensorPrimitives.Multiply(_recent, kept, _recent);
            TensorPrimitives.MultiplyAdd(look.Raw, weight, _recent, _recent);
            _recentWeight = (_recentWeight * kept) + weight;
            Weight += weight;
            Looks++;
            GoodLooks += isGood ? 1 : 0;
        }

        return new WeighedLook(preNorm, weight, trust, true, isGood, isGood && trust >= 1);
    }

    /// <summary>Compares the last added look alone.</summary>
    public Match MatchLook(GalleryIndex index) => index.Find(_look);

    /// <summary>Compares everything.</summary>
    public Match MatchSum(GalleryIndex index) => MatchDirection(_sum, index);

    /// <summary>Compares what is recent.</summary>
    public Match MatchRecent(GalleryIndex index) => MatchDirection(_recent, index);

    /// <summary>A copy of everything summed, before normalisation; empty without a look.</summary>
    public float[] Copy() => Weight > 0 ? [.. _sum] : [];

    /// <summary>After a correction only the recent evidence speaks of the face that is there now.</summary>
    /// <param name="looks">How many looks that was.</param>
    /// <param name="goodLooks">Of these, good ones.</param>
    public void KeepRecent(int looks, int goodLooks)
    {
        _recent.CopyTo(_sum, 0);
        (Looks, GoodLooks, Weight) = (looks, goodLooks, _recentWeight);
    }

    // Looks that cancel out have no direction, so they are nobody.
    private Match MatchDirection(float[] sum, GalleryIndex index) =>
        FaceEmbedding.TryNormalize(sum, _unit, out _) ? index.Find(_unit) : default;

    private float GradeWeight(FaceGrade grade) => grade switch
    {
        FaceGrade.Good => 1,
        FaceGrade.Fair => options.FairWeight,
        _ => 0,
    };
}
