namespace FaceRecMqtt.Faces.Frames;

/// <summary>The one place between a camera and recognition: holds the newest frame, counts what it replaced.</summary>
/// <remarks>Drop rule: a frame that was not taken when the next one comes is disposed and counted. Thread-safe, allocation-free.</remarks>
public sealed class FrameSlot : IDisposable
{
    private Frame? _newest;
    private long _offered;
    private long _dropped;

    /// <summary>Called on the camera's thread after a frame was put; must not block.</summary>
    public Action? Arrived { get; set; }

    /// <summary>Frames put so far.</summary>
    internal long Offered => Volatile.Read(ref _offered);

    /// <summary>Frames replaced before anyone took them.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Whether a frame waits.</summary>
    internal bool HasFrame => Volatile.Read(ref _newest) is not null;

    /// <summary>Hands a frame over; the slot owns it from here.</summary>
    public void Put(Frame frame)
    {
        Interlocked.Increment(ref _offered);
        var stale = Interlocked.Exchange(ref _newest, frame);
        if (stale is not null)
        {
            Interlocked.Increment(ref _dropped);
            stale.Dispose();
        }

        Arrived?.Invoke();
    }

    /// <summary>Takes the newest frame, or null; the caller disposes it.</summary>
    public Frame? Take() => Interlocked.Exchange(ref _newest, null);

    /// <summary>Disposes the frame that waits.</summary>
    public void Dispose() => Take()?.Dispose();
}
