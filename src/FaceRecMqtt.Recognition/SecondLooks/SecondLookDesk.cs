using System.Collections.Concurrent;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>Where cameras hand in crops that a device was not sure of, and the CPU's thread takes them.</summary>
/// <remarks>
/// Eight crops at most are on their way, in buffers made at the start. A crop is dropped and counted where the budget is spent or all buffers are in
/// use: the track's next look asks again. The device's thread copies a crop and goes on; it never waits. Safe on any thread.
/// </remarks>
/// <param name="gallery">Whom the CPU compares with.</param>
/// <param name="options">When and how often.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
public sealed class SecondLookDesk(FaceGallery gallery, SecondLookOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Crops that can be on their way at once.</summary>
    internal const int Places = 8;

    private readonly ConcurrentQueue<SecondLook> _free = new(Enumerable.Range(0, Places).Select(_ => new SecondLook()));
    private readonly ConcurrentQueue<SecondLook> _waiting = new();
    private readonly SecondLookBudget _budget = new(options);
    private readonly long _origin = time.GetTimestamp();
    private InferenceThread? _companion;
    private string? _problem;
    private long _dropped;
    private long _made;
    private long _busy;

    /// <summary>The CPU's thread; null while the CPU does not look.</summary>
    public InferenceThread? Companion { get => Volatile.Read(ref _companion); set => Volatile.Write(ref _companion, value); }

    /// <summary>Similarity that different people stay below on a device.</summary>
    public float ImpostorCeiling => options.ImpostorCeiling;

    /// <summary>Crops the CPU was not asked about for want of budget or room.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Crops the CPU embedded.</summary>
    public long Made => Volatile.Read(ref _made);

    /// <summary>Time the CPU spent on them.</summary>
    public TimeSpan Busy => new(Volatile.Read(ref _busy));

    /// <summary>Where times are noted; null: nowhere.</summary>
    public InferenceTimings? Timings { get; init; }

    /// <summary>Crops that wait for the CPU.</summary>
    internal int Waiting => _waiting.Count;

    /// <summary>Embeds the oldest waiting crop. For <see cref="InferenceThread.StartAsync"/>.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ServeNext(InferenceThread thread, IInferenceBackend backend)
    {
        if (!_waiting.TryDequeue(out var look))
        {
            return false;
        }

        var begun = time.GetTimestamp();
        try
        {
            look.Raw = look.Raw.Length == backend.Model.Length ? look.Raw : new float[backend.Model.Length];
            look.Index = gallery.Index(backend.Model);
            look.Backend = backend.Name;
            backend.Embed(look.Crop, 1, look.Raw);
            Timings?.AddEmbedding(backend.Name, (float)time.GetElapsedTime(begun).TotalMilliseconds);
            _problem = null;
            Interlocked.Increment(ref _made);
            look.Answers!.Post(look);
        }
        catch (Exception fault)
        {
            if (_problem != fault.Message)
            {
                Log.LookFailed(logger, backend.Name, fault.Message, fault);
            }

            _problem = fault.Message;
            Return(look);
        }

        var took = time.GetElapsedTime(begun);
        Interlocked.Add(ref _busy, took.Ticks);
        _budget.Spent(time.GetElapsedTime(_origin, begun), took);
        return true;
    }

    /// <summary>A free look to fill, where the budget allows one; counted as dropped where not.</summary>
    internal SecondLook? Obtain()
    {
        if (!_free.IsEmpty && _budget.TryTake(time.GetElapsedTime(_origin)) && _free.TryDequeue(out var look))
        {
            return look;
        }

        Interlocked.Increment(ref _dropped);
        return null;
    }

    /// <summary>Hands in a filled look.</summary>
    internal void HandIn(SecondLook look)
    {
        _waiting.Enqueue(look);
        Companion?.Wake();
    }

    /// <summary>Gives a look back that was answered, failed, or is waited for by nobody.</summary>
    internal void Return(SecondLook look)
    {
        (look.Track, look.Index, look.Answers) = (null, null, null);
        _free.Enqueue(look);
    }
}
