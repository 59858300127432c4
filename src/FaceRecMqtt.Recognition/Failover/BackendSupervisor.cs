using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>Keeps a backend at work: the chosen one while it can, another while it cannot.</summary>
/// <remarks><see cref="RunAsync"/> starts the chosen backend and watches; it runs once. Everything else is safe on any thread.</remarks>
public sealed class BackendSupervisor : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly BackendSwitch _switch;
    private readonly IReadOnlyList<BackendChoice> _choices;
    private readonly ActiveBackend _active;
    private readonly BackendCalls _calls;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LostBackend _lost;
    private readonly DeviceCanary _canary;
    private readonly ServingProbe _probe;
    private readonly long _origin;
    private TimeSpan _nextFallback;
    private volatile string _chosen;
    private volatile FailedOver? _failedOver;
    private volatile string? _drift;

    /// <summary>Nothing serves until <see cref="RunAsync"/>.</summary>
    /// <param name="backends">Makes the switches.</param>
    /// <param name="choices">Every configured backend.</param>
    /// <param name="active">Where the serving backend is found.</param>
    /// <param name="calls">Where failing calls are noted.</param>
    /// <param name="chosen">Name of the backend that is to serve.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Log.</param>
    /// <param name="answersPath">File of the devices' first answers to the test face; null: they are forgotten at the end of the program.</param>
    public BackendSupervisor(
        BackendSwitch backends,
        IReadOnlyList<BackendChoice> choices,
        ActiveBackend active,
        BackendCalls calls,
        string chosen,
        TimeProvider time,
        ILogger logger,
        string? answersPath = null)
    {
        (_switch, _choices, _active, _calls, _chosen, _time, _logger) = (backends, choices, active, calls, chosen, time, logger);
        _canary = new DeviceCanary(calls, time, new CanaryAnswers(answersPath));
        _probe = new ServingProbe(active, calls, time);
        _lost = new LostBackend(_canary, time, logger);
        _origin = time.GetTimestamp();
    }

    /// <summary>Who stands in for whom; null while the chosen backend serves.</summary>
    public FailedOver? FailedOver => _failedOver;

    /// <summary>How a device's answers differ from its first ones; null while they do not.</summary>
    public string? Drift => _drift;

    /// <summary>What serves and what could.</summary>
    public BackendStatus Status => _switch.Status;

    /// <summary>Chooses another backend and switches to it; where that fails the choice before holds.</summary>
    /// <param name="name">Its name in the configuration.</param>
    /// <param name="progress">Is told how many samples of how many are embedded; returns at once.</param>
    /// <param name="cancellation">Calls the switch off, until the swap.</param>
    public async Task<SwitchResult> ChooseAsync(string name, Action<int, int> progress, CancellationToken cancellation)
    {
        var result = await _switch.SwitchAsync(name, progress, cancellation).ConfigureAwait(false);
        if (result is SwitchResult.Switched or SwitchResult.AlreadyActive)
        {
            (_chosen, _failedOver, _drift) = (name, null, null);
        }

        return result;
    }

    /// <summary>Starts the chosen backend and watches until stopped; what is tried beside it is closed at the end.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await StartAsync(stopping).ConfigureAwait(false);
            using var timer = new PeriodicTimer(Look, _time);
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                await WatchAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            // Here, since opening a device may outlast everybody's patience at the stop, and left open it stays busy.
            await _lost.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes what is tried beside the backend that serves. <see cref="RunAsync"/> does so at its end; never beside it, since only one may touch it.</summary>
    public ValueTask DisposeAsync() => _lost.DisposeAsync();

    /// <summary>The question that a failing backend is being asked.</summary>
    internal Task Probing => _probe.Asking;

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Puts the chosen backend to work, or else another.</summary>
    internal async Task StartAsync(CancellationToken stopping)
    {
        if (await SwitchAsync(_chosen, stopping).ConfigureAwait(false) is SwitchResult.Failed failed)
        {
            await FailOverAsync(failed.Problem, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once whether something has to be done, and does it.</summary>
    internal async Task WatchAsync(CancellationToken stopping)
    {
        if (_switch.IsSwitching)
        {
            return; // While somebody's switch runs there is nothing to judge.
        }

        if (_probe.Problem() is { } problem && Now >= _nextFallback)
        {
            await FailOverAsync(problem, stopping).ConfigureAwait(false);
        }

        await AskCanaryAsync(stopping).ConfigureAwait(false);
        if (_switch.IsSwitching)
        {
            return; // Begun meanwhile: what is chosen is about to change.
        }

        if (_active.Current?.Name != _chosen)
        {
            await TryChosenAsync(stopping).ConfigureAwait(false);
        }
        else
        {
            _failedOver = null;
            await _lost.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task AskCanaryAsync(CancellationToken stopping)
    {
        // An answer takes seconds where a device is stuck; somebody may have switched meanwhile.
        if (_active.Current is { } serving
            && IsDevice(serving.Name)
            && await _canary.AskIfDueAsync(serving).ConfigureAwait(false) is { } verdict
            && ReferenceEquals(_active.Current, serving))
        {
            Note(serving.Name, verdict);
            if (verdict.Drift is { } drift)
            {
                await ReplaceDriftedAsync(serving.Name, drift, stopping).ConfigureAwait(false);
            }
        }
    }

    private bool IsDevice(string name) => _choices.Any(choice => choice.Name == name && choice.Kind == BackendKind.Hailo);

    private async Task ReplaceDriftedAsync(string name, string drift, CancellationToken stopping)
    {
        // Another backend serves while the device is opened anew and watched; where there is none, it is opened anew in its place.
        if (await FailOverAsync(drift, stopping).ConfigureAwait(false))
        {
            return;
        }

        if (await _switch.ReopenAsync(name, stopping).ConfigureAwait(false) is SwitchResult.Switched && _active.Current is { } anew && anew.Name == name && await _canary.AskAsync(anew).ConfigureAwait(false) is { } verdict)
        {
            Note(name, verdict);
        }
    }

    private void Note(string name, CanaryVerdict verdict)
    {
        var before = _drift;
        _drift = verdict.Drift;
        if (before is null && verdict.Drift is { } drift)
        {
            Log.Drifted(_logger, name, drift);
        }
        else if (before is not null && verdict.Drift is null)
        {
            Log.Healed(_logger, name);
        }
    }

    // False: nothing could stand in. A switch that somebody makes meanwhile counts as one that can; if it fails, there is a next look.
    private async Task<bool> FailOverAsync(string problem, CancellationToken stopping)
    {
        var (begun, serving) = (_time.GetTimestamp(), _active.Current);
        var from = serving?.Name ?? _chosen;
        var candidates = FallbackOrder.Of(_choices, from);
        // Only where its thread ended can the same backend be opened anew; else it recovers by itself, if at all.
        foreach (var candidate in serving is { HasEnded: true } ? [.. candidates, from] : candidates)
        {
            if (!ReferenceEquals(_active.Current, serving))
            {
                return true;
            }

            var result = await SwitchAsync(candidate, stopping).ConfigureAwait(false);
            if (result is SwitchResult.Busy)
            {
                return true;
            }

            if (result is SwitchResult.Switched)
            {
                _calls.Forget();
                Log.FailedOver(_logger, from, candidate, _time.GetElapsedTime(begun).TotalSeconds, problem, serving?.Fault);
                if (from == _chosen)
                {
                    _lost.Lost();
                }

                _failedOver = candidate == _chosen ? null : new FailedOver(_chosen, candidate, from == _chosen ? problem : _failedOver?.Problem ?? problem);
                return true;
            }
        }

        _nextFallback = Now + TimeSpan.FromSeconds(30);
        Log.NoFallback(_logger, from, problem, serving?.Fault);
        return false;
    }

    private async Task TryChosenAsync(CancellationToken stopping)
    {
        var chosen = _chosen;
        var (mayServe, verdict) = await _lost.TryAsync(_choices.First(choice => choice.Name == chosen), _active.Current is null).ConfigureAwait(false);
        if (verdict is { } answered)
        {
            Note(chosen, answered);
        }

        if (mayServe)
        {
            await TakeBackAsync(chosen, stopping).ConfigureAwait(false);
        }
    }

    private async Task TakeBackAsync(string chosen, CancellationToken stopping)
    {
        await _lost.DisposeAsync().ConfigureAwait(false);
        if (chosen == _chosen && await SwitchAsync(chosen, stopping).ConfigureAwait(false) is SwitchResult.Switched)
        {
            _calls.Forget();
            _failedOver = null;
            Note(chosen, default);
            _lost.TookBack();
            Log.TookBack(_logger, chosen);
        }
        else
        {
            _lost.Failed();
        }
    }

    private Task<SwitchResult> SwitchAsync(string name, CancellationToken stopping) => _switch.SwitchAsync(name, (_, _) => { }, stopping);
}
