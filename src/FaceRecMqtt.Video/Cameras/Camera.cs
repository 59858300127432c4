using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Decoding;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging;
using Polly;

namespace FaceRecMqtt.Video.Cameras;

/// <summary>One camera: connects, reads, and connects again, until it is stopped. Its newest picture waits in <see cref="Slot"/>.</summary>
/// <remarks>Nothing that happens to one camera reaches another: each has its own thread, frames and pauses.</remarks>
public sealed class Camera : IDisposable
{
    private readonly CameraOptions _options;
    private readonly Func<IFrameSource> _connect;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FramePool _pool = new();
    private readonly CameraCounters _counters;
    private readonly ResiliencePipeline<SessionEnd> _retry;
    private readonly Lock _gate = new();
    private CancellationTokenSource _switched = new();
    private bool _enabled;
    private bool _wasOnline;
    private CameraStatus _status;

    /// <summary>A camera that reads nothing until <see cref="RunAsync"/>.</summary>
    public Camera(CameraOptions options, TimeProvider time, ILogger<Camera> logger)
        : this(options, time, logger, null)
    {
    }

    /// <summary>A camera on a source of the caller's making, one for every connection.</summary>
    internal Camera(CameraOptions options, TimeProvider time, ILogger logger, Func<IFrameSource>? connect)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _connect = connect ?? (() => FrameSource.Create(options, _pool, time));
        _counters = new(time);
        _retry = CameraRetry.Build(options, time);
        _enabled = options.Enabled;
        _status = new(_enabled ? CameraState.Offline : CameraState.Disabled, _enabled ? CameraReason.Connecting : CameraReason.None, "", time.GetUtcNow());
    }

    /// <summary>Name, from the options.</summary>
    public string Name => _options.Name;

    /// <summary>How it is read.</summary>
    public CameraOptions Options => _options;

    /// <summary>Holds the newest picture; the reader takes and disposes it.</summary>
    public FrameSlot Slot { get; } = new();

    /// <summary>The state now.</summary>
    public CameraStatus Status => Volatile.Read(ref _status);

    /// <summary>Called on every change of state or reason, on the thread where it happens; must not block.</summary>
    public Action<Camera, CameraStatus>? StatusChanged { get; set; }

    /// <summary>Whether it is switched on.</summary>
    public bool IsEnabled
    {
        get
        {
            lock (_gate)
            {
                return _enabled;
            }
        }
    }

    /// <summary>Counters and facts at this moment.</summary>
    public CameraStats Stats() => _counters.Snapshot(Slot);

    /// <summary>Switches the camera on or off; takes effect within a second.</summary>
    public void SetEnabled(bool enabled)
    {
        CancellationTokenSource before;
        lock (_gate)
        {
            if (_enabled == enabled)
            {
                return;
            }

            _enabled = enabled;
            before = _switched;
            _switched = new();
        }

        Log.Enabled(_logger, Name, enabled);
        before.Cancel();
        before.Dispose();
    }

    /// <summary>Reads until <paramref name="stopping"/>, or until a source that is read once has ended.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var round = BeginRound(stopping, out var enabled);
            if (!enabled)
            {
                Become(CameraState.Disabled, CameraReason.None, "");
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, round.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else if (await ReadAsync(round.Token))
            {
                Log.Ended(_logger, Name);
                return;
            }
        }
    }

    /// <summary>Frees the waiting picture and the frames kept for reuse; <see cref="RunAsync"/> must have ended.</summary>
    public void Dispose()
    {
        Slot.Dispose();
        _pool.Dispose();
        _switched.Dispose();
    }

    private CancellationTokenSource BeginRound(CancellationToken stopping, out bool enabled)
    {
        lock (_gate)
        {
            enabled = _enabled;
            return CancellationTokenSource.CreateLinkedTokenSource(stopping, _switched.Token);
        }
    }

    /// <summary>Connects until stopped, with growing pauses; true when the source ended as it was meant to.</summary>
    private async Task<bool> ReadAsync(CancellationToken stopping)
    {
        Become(CameraState.Offline, CameraReason.Connecting, "");
        try
        {
            while (true)
            {
                var end = await _retry.ExecuteAsync(async token => await ConnectAsync(token), stopping);
                if (end.Finished)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<SessionEnd> ConnectAsync(CancellationToken stopping)
    {
        SessionEnd end;
        try
        {
            if (await HostLookup.FailureAsync(_options, _time, stopping) is { } unknownHost)
            {
                Become(CameraState.Offline, unknownHost.Reason, unknownHost.Text);
                return new(unknownHost, WasHealthy: false, Finished: false);
            }

            using var source = _connect();
            using var interrupt = stopping.Register(source.Interrupt);
            var session = new CameraSession(_options, source, Slot, _counters, _time) { Opened = () => Online(source.Facts) };
            end = await Task.Factory.StartNew(
                session.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (MediaException e)
        {
            end = new(new(CameraReason.Unsupported, e.Message), WasHealthy: false, Finished: false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A fault with one camera must not stop the others.
            Log.Fault(_logger, Name, e);
            end = new(new(CameraReason.Failed, $"a fault of the program: {e.GetType().Name}"), WasHealthy: false, Finished: false);
        }

        stopping.ThrowIfCancellationRequested();
        if (end.Failure is { } failure)
        {
            Become(CameraState.Offline, failure.Reason, failure.Text);
        }

        return end;
    }

    private void Online(StreamFacts? facts)
    {
        if (_wasOnline)
        {
            _counters.Reconnected();
        }

        _wasOnline = true;
        Log.Online(_logger, Name, _options.Source, facts?.Codec ?? "", facts?.Width ?? 0, facts?.Height ?? 0);
        Become(CameraState.Online, CameraReason.None, "");
    }

    private void Become(CameraState state, CameraReason reason, string text)
    {
        var before = Status;
        if (before.State == state && before.Reason == reason && before.Text == text)
        {
            return;
        }

        if (state == CameraState.Offline && reason != CameraReason.Connecting)
        {
            if (before.State == state && before.Reason == reason)
            {
                Log.StillOffline(_logger, Name, reason, text);
            }
            else
            {
                Log.Offline(_logger, Name, reason, text, _options.Source);
            }
        }

        var status = new CameraStatus(state, reason, text, _time.GetUtcNow());
        Volatile.Write(ref _status, status);
        StatusChanged?.Invoke(this, status);
    }
}
