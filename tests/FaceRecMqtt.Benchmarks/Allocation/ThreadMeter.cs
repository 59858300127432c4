namespace FaceRecMqtt.Benchmarks.Allocation;

/// <summary>What one thread allocates over a number of frames after a warm-up. <see cref="Tick"/> is called on that thread, once a frame.</summary>
internal sealed class ThreadMeter(int warmUp, int frames)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ticks;
    private long _last;

    /// <summary>Completes after the last frame.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether frames are counted at the moment.</summary>
    public bool IsCounting => Volatile.Read(ref _ticks) > warmUp && !_done.Task.IsCompleted;

    /// <summary>Bytes allocated over all frames in which nothing changed.</summary>
    public long Bytes { get; private set; }

    /// <summary>Frames in which something changed: a track started, or there was something to tell.</summary>
    public int Changes { get; private set; }

    /// <summary>Bytes allocated in those.</summary>
    public long BytesOfChanges { get; private set; }

    /// <summary>Ends a frame.</summary>
    /// <param name="hasChanged">Whether something changed in it.</param>
    public void Tick(bool hasChanged)
    {
        var now = GC.GetAllocatedBytesForCurrentThread();
        if (_ticks > warmUp && _ticks <= warmUp + frames)
        {
            Bytes += hasChanged ? 0 : now - _last;
            BytesOfChanges += hasChanged ? now - _last : 0;
            Changes += hasChanged ? 1 : 0;
        }

        _last = now;
        if (++_ticks == warmUp + frames + 1)
        {
            _done.SetResult();
            // What the line above allocates belongs to no frame.
            _last = GC.GetAllocatedBytesForCurrentThread();
        }
    }
}
