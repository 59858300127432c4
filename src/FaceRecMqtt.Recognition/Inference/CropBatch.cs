using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Recognition.Inference;

/// <summary>Stored crops, embedded together.</summary>
internal static class CropBatch
{
    /// <summary>Embeds crops, on the backend's thread.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="crops">Each <c>[112, 112, 3]</c>.</param>
    /// <returns>Embeddings before normalisation, <c>[crops, Length]</c>.</returns>
    /// <exception cref="BackendException">The backend failed.</exception>
    public static float[] Embed(IInferenceBackend backend, IReadOnlyList<byte[]> crops)
    {
        var pixels = new byte[crops.Count * AlignedFace.Bytes];
        for (var i = 0; i < crops.Count; i++)
        {
            crops[i].CopyTo(pixels.AsSpan(i * AlignedFace.Bytes));
        }

        var raw = new float[crops.Count * backend.Model.Length];
        backend.Embed(pixels, crops.Count, raw);
        return raw;
    }
}
