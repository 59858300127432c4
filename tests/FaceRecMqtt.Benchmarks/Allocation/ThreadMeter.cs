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

    /// <summary>Bytes allocated over all frames.</summary>
    public long Bytes { get; private set; }

    /// <summary>Frames in which anything was allocated.</summary>
    public int Allocating { get; private set; }

    /// <summary>Ends a frame.</summary>
    public void Tick()
    {
        var now = GC.GetAllocatedBytesForCurrentThread();
        if (_ticks > warmUp && _ticks <= warmUp + frames)
        {
            Bytes += now - _last;
            Allocating += now == _last ? 0 : 1;
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
