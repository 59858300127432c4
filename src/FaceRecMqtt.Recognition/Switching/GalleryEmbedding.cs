using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Switching;

/// <summary>Embeds every picture of the gallery that a backend's model has not seen, on that backend's thread.</summary>
internal sealed class GalleryEmbedding(FaceGallery gallery)
{
    // Between batches the thread serves others and a cancellation is obeyed; what was embedded is kept for the next try.
    private const int Batch = 8;

    /// <summary>Embeds what is missing until nothing is.</summary>
    /// <param name="thread">The backend.</param>
    /// <param name="alreadyDone">Samples embedded by earlier calls of the same switch; counted in what is reported.</param>
    /// <param name="progress">Is told how much of how much is done.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <param name="pause">Waited for after each batch; null to go on at once.</param>
    /// <returns>How many were embedded.</returns>
    /// <exception cref="BackendException">The backend failed, or its model makes nothing of a picture.</exception>
    public async Task<int> CompleteAsync(
        InferenceThread thread, int alreadyDone, Action<int, int> progress, CancellationToken cancellation, Func<Task>? pause = null)
    {
        var done = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var crops = gallery.Missing(thread.Model, Batch);
            if (crops.Count == 0)
            {
                return done;
            }

            var embeddings = await thread.RunAsync(backend => Embed(backend, crops), cancellation).ConfigureAwait(false);
            gallery.AddEmbeddings(thread.Model, embeddings);
            done += crops.Count;
            progress(alreadyDone + done, alreadyDone + done + gallery.CountMissing(thread.Model));
            if (pause is not null)
            {
                await pause().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Embeds crops, on the backend's thread.</summary>
    /// <exception cref="BackendException">The backend failed, or its model makes nothing of a picture.</exception>
    public static List<(long Sample, FaceEmbedding Embedding)> Embed(IInferenceBackend backend, IReadOnlyList<StoredCrop> crops)
    {
        var length = backend.Model.Length;
        var raw = CropBatch.Embed(backend, [.. crops.Select(stored => stored.Crop)]);
        return [.. crops.Select((crop, i) => (crop.Sample, Unit(backend, raw.AsSpan(i * length, length))))];
    }

    private static FaceEmbedding Unit(IInferenceBackend backend, ReadOnlySpan<float> raw)
    {
        var unit = new float[raw.Length];
        return FaceEmbedding.TryNormalize(raw, unit, out var preNorm)
            ? new FaceEmbedding(unit, preNorm)
            : throw new BackendException($"{backend.Model.Id} makes an empty embedding of a stored face; the model is broken or does not fit this device.");
    }
}
