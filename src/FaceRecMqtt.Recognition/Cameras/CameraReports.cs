using System.Runtime.CompilerServices;
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
    public void Post(CameraReport report)
    {
        if (!_queue.Writer.TryWrite(report))
        {
            Interlocked.Increment(ref _dropped);
            (report as CameraReport.Decided)?.Picture?.Dispose();
        }
    }

    /// <summary>All reports as they come; the reader disposes their pictures.</summary>
    public async IAsyncEnumerable<CameraReport> ReadAllAsync([EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var report in _queue.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
        {
            if (report is Mark mark)
            {
                mark.Passed.TrySetResult();
            }
            else
            {
                yield return report;
            }
        }
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
