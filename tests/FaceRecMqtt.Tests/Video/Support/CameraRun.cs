using System.Collections.Concurrent;
using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging.Testing;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>A camera that runs while a test looks at it.</summary>
internal sealed class CameraRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A native call is interrupted within a second; the rest is for a machine that is busy with other tests.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private readonly FakeLogger<Camera> _logger = new();
    private readonly ConcurrentQueue<CameraStatus> _history = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CameraRun(CameraOptions options, TimeProvider? time = null, Func<IFrameSource>? connect = null)
    {
        Camera = new Camera(options, time ?? TimeProvider.System, _logger, connect);
        Camera.StatusChanged = (_, status) =>
        {
            _history.Enqueue(status);
            Signal();
        };
        Camera.Slot.Arrived = Signal;
        _running = Camera.RunAsync(_stopping.Token);
    }

    public Camera Camera { get; }

    /// <summary>Every state it was in, the newest last.</summary>
    public IReadOnlyList<CameraStatus> History => [.. _history];

    /// <summary>The end of <see cref="Camera.RunAsync"/>.</summary>
    public Task Running => _running;

    /// <summary>Everything it logged and told, exceptions included.</summary>
    public string Words => string.Join(
        '\n',
        [.. _logger.Collector.GetSnapshot().Select(line => $"{line.Message} {line.Exception} {string.Join(' ', line.StructuredState ?? [])}"), .. _history.Select(status => $"{status}")]);

    /// <summary>Options for a network camera that is quick to give up and to try again.</summary>
    public static CameraOptions Quick(string address) => new()
    {
        Name = "test",
        Source = new SourceAddress(address),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        StallTimeout = TimeSpan.FromSeconds(10),
        RetryDelay = TimeSpan.FromMilliseconds(50),
        RetryMaxDelay = TimeSpan.FromMilliseconds(200),
    };

    /// <summary>Waits until it has been in a state since <paramref name="from"/> entries of its history.</summary>
    public async Task<CameraStatus> StatusAsync(Func<CameraStatus, bool> wanted, int from = 0)
    {
        await UntilAsync(() => _history.Skip(from).Any(wanted), "that status");
        return _history.Skip(from).First(wanted);
    }

    /// <summary>Waits until it is offline for a reason.</summary>
    public Task<CameraStatus> OfflineAsync(CameraReason reason, int from = 0) =>
        StatusAsync(status => status.State == CameraState.Offline && status.Reason == reason, from);

    /// <summary>Waits until it gives pictures.</summary>
    public Task<CameraStatus> OnlineAsync(int from = 0) => StatusAsync(status => status.State == CameraState.Online, from);

    /// <summary>The next picture; the caller disposes it.</summary>
    public async Task<Frame> FrameAsync()
    {
        Frame? frame = null;
        await UntilAsync(() => (frame = Camera.Slot.Take()) is not null, "a picture");
        return frame!;
    }

    /// <summary>Waits for something that changes with a picture or a status.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        var deadline = Deadline.In(Patience);
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (condition())
            {
                return;
            }

            Assert.True(await deadline.WaitAsync(changed), $"{what} did not come:\n{Words}");
        }
    }

    /// <summary>Stops it and returns how long that took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        await _stopping.CancelAsync();
        await _running.WaitAsync(Patience);
        return TimeProvider.System.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Camera.Dispose();
        _stopping.Dispose();
    }

    private void Signal() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
