using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>A source that does what a test says: one call of <paramref name="read"/> for every read.</summary>
internal sealed class ScriptedSource(Func<ScriptedSource, (ReadResult Result, Frame? Frame)> read, SourceFailure? refusal = null) : IFrameSource
{
    private readonly CancellationTokenSource _interrupted = new();

    public CancellationToken Interrupted => _interrupted.Token;

    public bool IsDisposed { get; private set; }

    /// <summary>Reads so far, this one included.</summary>
    public int Reads { get; private set; }

    public StreamFacts? Facts => new("script", 8, 8, 10, Hardware: false);

    public long Bytes => 1000 * Reads;

    public long LostPackets => Reads;

    public SourceFailure? Failure { get; set; } = refusal;

    public bool Open() => Failure is null;

    public ReadResult Read(out Frame? frame)
    {
        Reads++;
        (var result, frame) = read(this);
        return result;
    }

    public void Interrupt() => _interrupted.Cancel();

    public void Dispose()
    {
        IsDisposed = true;
        _interrupted.Dispose();
    }
}
