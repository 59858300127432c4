using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Hailo.SelfTest;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary>Finds among faces one whose colours matter to a model, so that its embedding betrays exchanged channels.</summary>
internal static class ColourfulFace
{
    // As HailoReference asks for.
    private const float MostAlike = 0.9f;

    /// <summary>The first such face with what the model makes of it.</summary>
    /// <param name="backend">The model; called on this thread.</param>
    /// <param name="crops">Aligned faces, RGB.</param>
    /// <returns>Null where red and blue make too little difference in all of them.</returns>
    /// <exception cref="BackendException">The model cannot be computed.</exception>
    public static HailoReference? Among(IInferenceBackend backend, IEnumerable<byte[]> crops)
    {
        var raw = new float[2 * backend.Model.Length];
        foreach (var crop in crops)
        {
            backend.Embed([.. crop, .. Exchanged(crop)], 2, raw);
            var own = raw.AsSpan(0, backend.Model.Length).ToArray();
            if (FaceEmbedding.FromRaw(own).SimilarityTo(FaceEmbedding.FromRaw(raw.AsSpan(backend.Model.Length))) <= MostAlike)
            {
                return new(crop, own);
            }
        }

        return null;
    }

    private static byte[] Exchanged(byte[] crop)
    {
        var exchanged = new byte[AlignedFace.Bytes];
        for (var i = 0; i < exchanged.Length; i += 3)
        {
            (exchanged[i], exchanged[i + 1], exchanged[i + 2]) = (crop[i + 2], crop[i + 1], crop[i]);
        }

        return exchanged;
    }
}
