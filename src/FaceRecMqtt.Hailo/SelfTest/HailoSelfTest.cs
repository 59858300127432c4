using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Hailo.SelfTest;

/// <summary>Embeds known pictures before a recogniser is believed: a HEF with a wrong input gives numbers that look healthy and match everyone with everyone.</summary>
/// <remarks>
/// A HEF brings no reference, so three pictures that differ must at least be told apart. Where a <see cref="HailoReferenceFile"/> lies beside it, its
/// embedding of a face is compared too; only that finds exchanged colours.
/// </remarks>
public static class HailoSelfTest
{
    /// <summary>Least cosine similarity of 8-bit and float32 embedding of the reference.</summary>
    public const float LeastSimilarity = 0.95f;

    /// <summary>Different pictures must stay below this cosine similarity.</summary>
    public const float MostAlike = 0.9f;

    /// <summary>Least difference of the pictures' pre_norm, as a part of it.</summary>
    public const float LeastSpread = 0.01f;

    /// <summary>Tries a backend.</summary>
    /// <param name="backend">The backend; called on this thread.</param>
    /// <param name="reference">What the float32 model makes of a face; null where it is not known.</param>
    /// <returns>Null when nothing is wrong; else what is wrong and what helps, for people.</returns>
    /// <exception cref="BackendException">The model could not be computed.</exception>
    public static string? Run(IInferenceBackend backend, HailoReference? reference)
    {
        var (units, norms) = Embed(backend, TestPatterns.Draw(), TestPatterns.Count);
        return units is null
            ? $"{backend.Model.Name} gives values that are not numbers, or zeros. Fetch the HEF again."
            : Sameness(backend.Model.Name, units, norms) ?? (reference is null ? null : Difference(backend, reference));
    }

    private static string? Sameness(string model, float[][] units, float[] norms)
    {
        var alike = units.SelectMany((first, i) => units.Skip(i + 1).Select(second => FaceEmbedding.Similarity(first, second))).Max();
        var spread = (norms.Max() / norms.Min()) - 1;
        return alike >= MostAlike || spread < LeastSpread
            ? $"{model} makes nearly the same of different pictures (similarity up to {alike:0.000}, at most {MostAlike:0.00} is right; pre_norm {norms.Min():0.00} to {norms.Max():0.00}): "
                + "its input is normalised twice, or it was compiled with the wrong normalisation. Take the HEF of the Hailo Model Zoo, or compile it with the mean and scale of the model."
            : null;
    }

    private static string? Difference(IInferenceBackend backend, HailoReference reference)
    {
        var model = backend.Model;
        if (reference.Crop.Length != AlignedFace.Bytes || reference.Raw.Length != model.Length)
        {
            return $"The reference has {reference.Crop.Length} bytes and {reference.Raw.Length} values; {model.Name} needs {AlignedFace.Bytes} and {model.Length}. Fetch the pack again.";
        }

        var expected = FaceEmbedding.FromRaw(reference.Raw).Unit;
        byte[] both = [.. reference.Crop, .. Exchanged(reference.Crop)];
        if (Embed(backend, both, 2).Units is not [var right, var exchanged])
        {
            return $"{model.Name} gives values that are not numbers, or zeros. Fetch the HEF again.";
        }

        var (similarity, other) = (FaceEmbedding.Similarity(right, expected.Span), FaceEmbedding.Similarity(exchanged, expected.Span));
        return similarity >= LeastSimilarity ? null
            : other >= LeastSimilarity
                ? $"{model.Name}: channel order swapped: it was compiled for BGR and gets RGB (similarity to the reference {similarity:0.000}, with red and blue exchanged {other:0.000}). "
                    + "Compile it for RGB, or take the HEF of the Hailo Model Zoo."
                : $"{model.Name}: another model or a broken file (similarity to the reference {similarity:0.000}, at least {LeastSimilarity:0.00}). Fetch the HEF again.";
    }

    private static (float[][]? Units, float[] Norms) Embed(IInferenceBackend backend, byte[] crops, int count)
    {
        var raw = new float[count * backend.Model.Length];
        backend.Embed(crops, count, raw);
        var units = raw.Chunk(backend.Model.Length).ToArray();
        var norms = new float[count];
        for (var i = 0; i < count; i++)
        {
            if (!FaceEmbedding.TryNormalize(units[i], units[i], out norms[i]))
            {
                return (null, norms);
            }
        }

        return (units, norms);
    }

    private static byte[] Exchanged(byte[] crop)
    {
        var exchanged = (byte[])crop.Clone();
        for (var i = 0; i < exchanged.Length; i += 3)
        {
            (exchanged[i], exchanged[i + 2]) = (exchanged[i + 2], exchanged[i]);
        }

        return exchanged;
    }
}
