using System.Numerics.Tensors;

namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>Makes a pack's self-test reference of the pictures it names.</summary>
/// <param name="seams">Decoding and finding faces.</param>
internal sealed class ReferenceMaking(SelfTestSeams seams)
{
    /// <summary>A face is a test of the colour order only where exchanging red and blue moves its embedding at least this far.</summary>
    public const float MostExchangedCosine = 0.90f;

    private const float LeastTrust = 0.5f;
    private const float LeastCosine = 0.999f;
    private const float MostLengthError = 0.01f;
    private const long MaxPictureBytes = 20 * 1024 * 1024;

    /// <summary>Takes, among all faces found, the one whose embedding depends most on the colour order.</summary>
    /// <param name="pack">The pack as it will be installed.</param>
    /// <param name="publishedRecogniser">The recogniser as published.</param>
    /// <param name="pictures">Picture files.</param>
    /// <param name="stopping">Ends it between pictures.</param>
    /// <returns>The reference, or why there is none.</returns>
    /// <exception cref="PackException">The recogniser cannot be used, or its embedding has another length than the manifest states.</exception>
    public (SelfTestReference? Reference, string? Problem) Make(InstalledPack pack, string publishedRecogniser, IEnumerable<string> pictures, CancellationToken stopping)
    {
        using var model = new PlainModel(publishedRecogniser, pack.Manifest.Recogniser.Input);
        SelfTestReference? best = null;
        var bestCosine = float.MaxValue;
        foreach (var crop in pictures.SelectMany(picture => Faces(pack, picture)))
        {
            stopping.ThrowIfCancellationRequested();
            var raw = Embed(model, pack.Manifest.Recogniser, crop);
            if (pack.Manifest.Recogniser.Gate.Weight(TensorPrimitives.Norm<float>(raw)) < LeastTrust)
            {
                // What the recogniser itself does not take for a good face is no reference.
                continue;
            }

            var cosine = TensorPrimitives.CosineSimilarity<float>(raw, model.Run(Exchanged(crop))[0]);
            if (cosine < bestCosine)
            {
                (best, bestCosine) = (new(crop, raw), cosine);
            }
        }

        return best is null ? (null, "no good face was found in its pictures")
            : !(bestCosine <= MostExchangedCosine) ? (null, FormattableString.Invariant($"exchanging red and blue changes no face enough to be a test (cosine {bestCosine:0.00}, at most {MostExchangedCosine:0.00} is needed)"))
            : (best, null);
    }

    /// <summary>Whether an installed recogniser reproduces the reference.</summary>
    /// <param name="path">The installed file.</param>
    /// <param name="format">Its input.</param>
    /// <param name="reference">What the published file computed.</param>
    public static bool IsReproduced(string path, InputFormat format, SelfTestReference reference)
    {
        using var model = new PlainModel(path, format);
        var raw = model.Run(reference.Crop)[0];
        var length = TensorPrimitives.Norm<float>(reference.Raw);
        return TensorPrimitives.CosineSimilarity<float>(raw, reference.Raw) >= LeastCosine
            && MathF.Abs(TensorPrimitives.Norm<float>(raw) - length) <= MostLengthError * length;
    }

    private static float[] Embed(PlainModel model, RecogniserManifest recogniser, byte[] crop) => model.Run(crop) is [{ } raw, ..] && raw.Length == recogniser.Length
        ? raw
        : throw new PackException(PackFault.Refused, $"{recogniser.File}: its embedding has not the {recogniser.Length} values that the manifest states");

    private IReadOnlyList<byte[]> Faces(InstalledPack pack, string picture)
    {
        using var frame = seams.Decode(FileBytes.Read(picture, MaxPictureBytes));
        return frame is null ? [] : seams.AlignedFaces(pack, frame);
    }

    private static byte[] Exchanged(byte[] crop)
    {
        var exchanged = (byte[])crop.Clone();
        for (var at = 0; at < exchanged.Length; at += 3)
        {
            (exchanged[at], exchanged[at + 2]) = (exchanged[at + 2], exchanged[at]);
        }

        return exchanged;
    }
}
