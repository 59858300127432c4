using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>The queue from recognition to whoever publishes.</summary>
/// <remarks>Bounded. When it is full the report that comes is dropped and counted: recognition never waits, and whatever reads is badly stuck.</remarks>
public sealed class CameraReports
{
    private const int Places = 256;

    private readonly Channel<CameraReport> _queue = Channel.CreateBounded<CameraReport>(new BoundedChannelOptions(Places) { SingleReader = true });
    private long _dropped;

    /// <summary>Reports dropped so far.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Reports that wait.</summary>
    public int Count => _queue.Reader.Count;

    /// <summary>Adds a report; never blocks.</summary>
    /// <returns>False when it was dropped.</returns>
    public bool Post(CameraReport report)
    {
        if (_queue.Writer.TryWrite(report))
        {
            return true;
        }

        Interlocked.Increment(ref _dropped);
        (report as CameraReport.Decided)?.Picture?.Dispose();
        return false;
    }

    /// <summary>Waits until <see cref="TryRead"/> finds a report.</summary>
    public Task WaitAsync(CancellationToken stopping) => _queue.Reader.WaitToReadAsync(stopping).AsTask();

    /// <summary>Takes the oldest report, when those taken before were dealt with; the reader disposes its picture.</summary>
    public bool TryRead([NotNullWhen(true)] out CameraReport? report)
    {
        while (_queue.Reader.TryRead(out report))
        {
            if (report is not Mark mark)
            {
                return true;
            }

            mark.Passed.TrySetResult();
        }

        return false;
    }

    /// <summary>Waits until everything posted so far was dealt with.</summary>
    public async Task PassedAsync(CancellationToken cancellation)
    {
        var mark = new Mark();
        await _queue.Writer.WriteAsync(mark, cancellation).ConfigureAwait(false);
        await mark.Passed.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    // Read only after everything before it was dealt with.
    private sealed record Mark() : CameraReport("")
    {
        public TaskCompletionSource Passed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
