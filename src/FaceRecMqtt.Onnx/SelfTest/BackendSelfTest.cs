using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Recognition;

namespace FaceRecMqtt.Onnx.SelfTest;

/// <summary>Embeds a known face and compares the result with what the published model made of it, so that a wrong input is found before it is believed.</summary>
/// <remarks>A swapped channel order or a doubled normalisation gives embeddings that look healthy and match everyone with everyone.</remarks>
public static class BackendSelfTest
{
    /// <summary>Least cosine similarity to the reference.</summary>
    public const float LeastSimilarity = 0.999f;

    /// <summary>Largest relative difference of pre_norm.</summary>
    public const float MostPreNormError = 0.02f;

    /// <summary>Tries a backend.</summary>
    /// <param name="backend">The backend; called on this thread.</param>
    /// <param name="reference">The face and its embedding.</param>
    /// <returns>Null when it agrees; else what is wrong and what helps, for people.</returns>
    /// <exception cref="BackendException">The model could not be computed.</exception>
    public static string? Run(OnnxBackend backend, SelfTestReference reference)
    {
        var recogniser = backend.Pack.Manifest.Recogniser;
        if (reference.Crop.Length != AlignedFace.Bytes || reference.Raw.Length != backend.Model.Length)
        {
            return $"The self-test's reference has {reference.Crop.Length} bytes and {reference.Raw.Length} values; {recogniser.File} needs "
                + $"{AlignedFace.Bytes} and {backend.Model.Length}. Fetch the pack again.";
        }

        var raw = new float[backend.Model.Length];
        backend.Embed(reference.Crop, 1, raw);
        if (!raw.All(float.IsFinite))
        {
            return $"{recogniser.File} gives values that are not numbers: its weights or the manifest's mean and scale are broken. Fetch the pack again.";
        }

        var unit = new float[raw.Length];
        if (!FaceEmbedding.TryNormalize(raw, unit, out var preNorm))
        {
            return $"{recogniser.File} gives zeros: its weights or the manifest's mean and scale are broken. Fetch the pack again.";
        }

        var expected = FaceEmbedding.FromRaw(reference.Raw);
        if (Agrees(unit, preNorm, expected))
        {
            return null;
        }

        var similarity = FaceEmbedding.Similarity(unit, expected.Unit.Span);
        var seen = $"similarity to the reference {similarity:0.000} (at least {LeastSimilarity:0.000}), pre_norm {preNorm:0.00} instead of {expected.PreNorm:0.00}";
        return $"{recogniser.File}: {Cause(backend.FaceRecogniser, recogniser, reference, expected)} ({seen}).";
    }

    private static string Cause(Recogniser model, RecogniserManifest manifest, SelfTestReference reference, FaceEmbedding expected)
    {
        foreach (var format in InputGuesses.For(manifest.Input))
        {
            if (Reaches(model, reference.Crop, format, expected))
            {
                return InputGuesses.Describe(manifest.Input, format);
            }
        }

        return "another model or a broken file: no colour order and no usual mean and scale reproduce the reference. Fetch the pack again";
    }

    private static bool Reaches(Recogniser model, byte[] crop, InputFormat format, FaceEmbedding expected)
    {
        var tensor = new float[AlignedFace.Bytes];
        var raw = new float[model.Length];
        Recogniser.Fill(crop, tensor, format);
        model.Embed(tensor, raw);
        return FaceEmbedding.TryNormalize(raw, raw, out var preNorm) && Agrees(raw, preNorm, expected);
    }

    private static bool Agrees(float[] unit, float preNorm, FaceEmbedding expected) =>
        FaceEmbedding.Similarity(unit, expected.Unit.Span) >= LeastSimilarity && MathF.Abs((preNorm / expected.PreNorm) - 1) <= MostPreNormError;
}
