namespace FaceRecMqtt.Recognition.Failover;

/// <summary>When a lost backend is tried, and when it has worked for long enough to serve again.</summary>
/// <remarks>
/// Attempts are 2, 4, 8 … 60 s apart, so that a busy or absent device is asked quietly. It has to work for 30 s; for twice as long, up to 10 minutes,
/// each time it was lost again soon after it had taken over, so that a loose device does not make the node swing. One thread at a time.
/// </remarks>
internal sealed class ReturnRule
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeastHealthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostHealthy = TimeSpan.FromMinutes(10);

    private TimeSpan _wait = FirstWait;
    private TimeSpan _due;
    private TimeSpan? _healthySince;
    private TimeSpan? _tookBack;

    /// <summary>How long it has to work before it serves again.</summary>
    public TimeSpan Healthy { get; private set; } = LeastHealthy;

    /// <summary>The backend was lost.</summary>
    /// <param name="now">Time on any clock, the same for all calls.</param>
    public void Lost(TimeSpan now)
    {
        var isRelapse = _tookBack is { } since && now - since < MostHealthy;
        Healthy = isRelapse ? TimeSpan.FromTicks(Math.Min(Healthy.Ticks * 2, MostHealthy.Ticks)) : LeastHealthy;
        (_wait, _due, _healthySince) = (FirstWait, now + FirstWait, null);
    }

    /// <summary>Whether it is time to try it.</summary>
    public bool IsDue(TimeSpan now) => now >= _due;

    /// <summary>It could not be opened or did not compute.</summary>
    public void Failed(TimeSpan now)
    {
        (_healthySince, _due) = (null, now + _wait);
        _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
    }

    /// <summary>It computed.</summary>
    /// <returns>Whether it has done so for long enough.</returns>
    public bool Worked(TimeSpan now)
    {
        _healthySince ??= now;
        (_due, _wait) = (now + BetweenProbes, FirstWait);
        return now - _healthySince >= Healthy;
    }

    /// <summary>It serves again.</summary>
    public void TookBack(TimeSpan now) => _tookBack = now;
}
