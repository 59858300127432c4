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
    public IAsyncEnumerable<CameraReport> ReadAllAsync(CancellationToken stopping) => _queue.Reader.ReadAllAsync(stopping);
}
