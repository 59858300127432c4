namespace FaceRecMqtt.Recognition.Failover;

/// <summary>When a device is asked whether it still computes the same: at first, every 5 minutes, after a minute without work, and after errors. One thread at a time.</summary>
internal sealed class CanarySchedule
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private TimeSpan? _asked;
    private TimeSpan? _used;
    private long? _failures;
    private bool _isDue;

    /// <summary>Whether it is time to ask; stays true until <see cref="Asked"/>.</summary>
    /// <param name="now">Time on any clock, the same for all calls.</param>
    /// <param name="used">When a call succeeded last; null before the first.</param>
    /// <param name="isFailing">Whether calls fail; nothing is asked until they succeed.</param>
    /// <param name="failures">Calls that failed since the start: a device that recovers at once may never be seen failing.</param>
    public bool IsDue(TimeSpan now, TimeSpan? used, bool isFailing, long failures)
    {
        _isDue |= (_failures is { } known && failures != known) || (used is { } since && _used is { } before && since - before > Idle);
        (_failures, _used) = (failures, used);
        return !isFailing && (_isDue || _asked is not { } asked || now - asked >= Every);
    }

    /// <summary>It was asked.</summary>
    public void Asked(TimeSpan now) => (_asked, _isDue) = (now, false);

    /// <summary>Another backend serves, or the same opened anew: it is asked at once.</summary>
    public void Restart() => (_asked, _used, _failures, _isDue) = (null, null, null, false);
}
