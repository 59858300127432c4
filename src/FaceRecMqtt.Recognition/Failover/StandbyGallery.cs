using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>Embeds the gallery for the CPU backends that do not serve, so that one can stand in without having to embed everybody first.</summary>
/// <remarks>After the start and after changes of the gallery; with pauses, so that it takes a quarter of the time. A backend is open only meanwhile.</remarks>
/// <param name="choices">Every configured backend.</param>
/// <param name="gallery">Whose samples.</param>
/// <param name="active">Where the serving backend is found.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
public sealed class StandbyGallery(IReadOnlyList<BackendChoice> choices, FaceGallery gallery, ActiveBackend active, TimeProvider time, ILogger logger)
{
    // Enrolment adds several samples in a row.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private const int PauseFactor = 3;

    private readonly GalleryEmbedding _embedding = new(gallery);
    private readonly Dictionary<string, EmbeddingModel> _models = [];
    private int _hasChanged = 1;

    /// <summary>Prepares until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // Only a device gets lost; between CPU backends a switch is somebody's wish and may take its time.
        if (choices.All(choice => choice.Kind == BackendKind.Onnx) || choices.All(choice => choice.Kind != BackendKind.Onnx))
        {
            return;
        }

        gallery.Changed += Note;
        try
        {
            using var timer = new PeriodicTimer(Look, time);
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                await LookAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            gallery.Changed -= Note;
        }
    }

    /// <summary>Embeds what is missing where the gallery has changed since the last look.</summary>
    internal async Task LookAsync(CancellationToken stopping)
    {
        // What serves is cared for by its switch, so before the first there is nothing to be quick for.
        if (active.Current is not { } serving || Interlocked.Exchange(ref _hasChanged, 0) == 0)
        {
            return;
        }

        foreach (var choice in choices.Where(choice => choice.Kind == BackendKind.Onnx && choice.Name != serving.Name))
        {
            await PrepareAsync(choice, stopping).ConfigureAwait(false);
        }
    }

    private void Note() => Volatile.Write(ref _hasChanged, 1);

    private async Task PrepareAsync(BackendChoice choice, CancellationToken stopping)
    {
        try
        {
            if (_models.TryGetValue(choice.Name, out var known) && gallery.CountMissing(known) == 0)
            {
                return;
            }

            var backend = await Task.Run(choice.Open, CancellationToken.None).ConfigureAwait(false);
            var thread = await InferenceThread.StartAsync(backend).ConfigureAwait(false);
            await using (thread.ConfigureAwait(false))
            {
                _models[choice.Name] = thread.Model;
                var begun = time.GetTimestamp();
                var embedded = await _embedding.CompleteAsync(thread, 0, (_, _) => { }, stopping, async () =>
                {
                    await Task.Delay(time.GetElapsedTime(begun) * PauseFactor, time, stopping).ConfigureAwait(false);
                    begun = time.GetTimestamp();
                }).ConfigureAwait(false);
                if (embedded > 0)
                {
                    Log.Prepared(logger, embedded, choice.Name);
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Nothing is lost but time, should it have to stand in.
            Log.NotPrepared(logger, choice.Name, fault.Message);
        }
    }
}
