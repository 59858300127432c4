using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Sees to it that unknown people are forgotten in time, that who became known is unknown no more, and that a backend that comes knows them.</summary>
/// <remarks>Embeds with pauses, so that it takes a quarter of the backend's time. Until it is done a stranger may get a second id.</remarks>
/// <param name="unknowns">Who is unknown.</param>
/// <param name="gallery">Who is known.</param>
/// <param name="active">Which backend serves.</param>
/// <param name="desk">Knows the CPU that looks beside a device.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
public sealed class UnknownCare(UnknownPeople unknowns, FaceGallery gallery, ActiveBackend active, SecondLookDesk desk, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private const int Batch = 8;
    private const int PauseFactor = 3;

    private InferenceThread? _failed;
    private int _hasChanged = 1;
    private bool _isTroubled;

    /// <summary>Cares until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
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

    /// <summary>Does what is due.</summary>
    internal async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            if (unknowns.Clusters.Expire() is > 0 and var expired)
            {
                Log.Expired(logger, expired);
            }

            if (active.Current is { } serving)
            {
                if (Interlocked.Exchange(ref _hasChanged, 0) == 1)
                {
                    unknowns.ForgetKnown(serving.Model);
                }

                await EmbedAsync(serving, stopping).ConfigureAwait(false);
            }

            if (desk.Companion is { HasEnded: false } companion)
            {
                await EmbedAsync(companion, stopping).ConfigureAwait(false);
            }

            _isTroubled = false;
        }
        catch (SqliteException fault)
        {
            Volatile.Write(ref _hasChanged, 1);
            if (!_isTroubled)
            {
                Log.CareFailed(logger, fault.Message);
            }

            _isTroubled = true;
        }
    }

    private void Note() => Volatile.Write(ref _hasChanged, 1);

    private async Task EmbedAsync(InferenceThread thread, CancellationToken stopping)
    {
        var done = 0;
        try
        {
            while (thread != _failed && unknowns.Clusters.Missing(thread.Model, Batch) is { Count: > 0 } crops)
            {
                var begun = time.GetTimestamp();
                var embeddings = await thread.RunAsync(backend => GalleryEmbedding.Embed(backend, crops), stopping).ConfigureAwait(false);
                unknowns.Clusters.Embed(thread.Model, embeddings);
                done += crops.Count;
                await Task.Delay(time.GetElapsedTime(begun) * PauseFactor, time, stopping).ConfigureAwait(false);
            }
        }
        catch (ObjectDisposedException)
        {
            // Another backend serves by now; the next look asks that one.
        }
        catch (BackendException fault)
        {
            // Not again with this one: what it makes nothing of today it makes nothing of in ten seconds.
            _failed = thread;
            Log.CareFailed(logger, fault.Message);
        }

        if (done > 0)
        {
            // Who is known to this model may not have been to the one before.
            Note();
            Log.Embedded(logger, done, thread.Name);
        }
    }
}
