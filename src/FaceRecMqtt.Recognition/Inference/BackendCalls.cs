namespace FaceRecMqtt.Recognition.Inference;

/// <summary>Whether the calls of the serving backend succeed. Safe on any thread; noting a success after a success takes no lock and allocates nothing.</summary>
/// <param name="time">Clock.</param>
public sealed class BackendCalls(TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile Failing? _failing;
    private long _used;
    private long _failures;

    /// <summary>What fails, until a call of the same backend succeeds; null while all is well.</summary>
    public BackendFailure? Failure =>
        _failing is { } failing ? new BackendFailure(failing.Backend, failing.Problem, time.GetElapsedTime(failing.Since)) : null;

    /// <summary>Timestamp of the last success; 0 before the first.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Calls that failed since the start.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>A call of a backend succeeded.</summary>
    /// <param name="backend">Backend's name.</param>
    public void Succeeded(string backend)
    {
        Volatile.Write(ref _used, time.GetTimestamp());
        if (_failing is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_failing?.Backend == backend)
            {
                _failing = null;
            }
        }
    }

    /// <summary>A call of a backend failed.</summary>
    /// <param name="backend">Backend's name.</param>
    /// <param name="problem">Why.</param>
    /// <param name="begun">When the call began: what waited a second for a stuck device has failed for a second.</param>
    public void Failed(string backend, string problem, long begun)
    {
        lock (_gate)
        {
            _failures++;
            _failing = _failing is { } failing && failing.Backend == backend ? failing with { Problem = problem } : new Failing(backend, problem, begun);
        }
    }

    /// <summary>Another backend serves: what was known of the one before is nothing to it.</summary>
    public void Forget() => _failing = null;

    private sealed record Failing(string Backend, string Problem, long Since);
}
