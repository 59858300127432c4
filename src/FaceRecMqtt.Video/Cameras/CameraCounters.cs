using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Video.Cameras;

/// <summary>What a camera counts. Its reading thread writes, any thread takes a snapshot.</summary>
internal sealed class CameraCounters(TimeProvider time)
{
    private readonly RateMeter _frames = new(time);
    private readonly RateMeter _traffic = new(time);
    private long _decoded;
    private long _damaged;
    private long _bytes;
    private long _lost;
    private long _reconnects;
    private long _newest;
    private StreamFacts? _facts;

    internal void Decoded(Frame frame)
    {
        Interlocked.Increment(ref _decoded);
        Volatile.Write(ref _newest, frame.CapturedTimestamp);
        _frames.Add(1);
    }

    internal void Damaged() => Interlocked.Increment(ref _damaged);

    internal void Reconnected() => Interlocked.Increment(ref _reconnects);

    internal void Received(long bytes, long lostPackets)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _lost, lostPackets);
        _traffic.Add(bytes);
    }

    internal void Facts(StreamFacts? facts) => Volatile.Write(ref _facts, facts);

    internal CameraStats Snapshot(FrameSlot slot) => new()
    {
        Decoded = Volatile.Read(ref _decoded),
        Damaged = Volatile.Read(ref _damaged),
        Dropped = slot.Dropped,
        Bytes = Volatile.Read(ref _bytes),
        LostPackets = Volatile.Read(ref _lost),
        Reconnects = Volatile.Read(ref _reconnects),
        FramesPerSecond = _frames.PerSecond(),
        BitsPerSecond = 8 * _traffic.PerSecond(),
        LastFrameAge = Volatile.Read(ref _decoded) == 0 ? null : time.GetElapsedTime(Volatile.Read(ref _newest)),
        Stream = Volatile.Read(ref _facts),
    };
}
