namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>How often the CPU may look: so many embeddings a second, and no more than a share of the time. Safe on any thread, takes no lock.</summary>
/// <param name="options">The limits.</param>
internal sealed class SecondLookBudget(SecondLookOptions options)
{
    private readonly long _every = (long)(TimeSpan.TicksPerSecond / options.PerSecond);
    private long _next = long.MinValue;

    /// <summary>Takes one embedding from the budget.</summary>
    /// <param name="now">Time on any clock, the same for all calls.</param>
    /// <returns>False: not now.</returns>
    public bool TryTake(TimeSpan now)
    {
        var next = Volatile.Read(ref _next);
        return now.Ticks >= next && Interlocked.CompareExchange(ref _next, now.Ticks + _every, next) == next;
    }

    /// <summary>An embedding was made.</summary>
    /// <param name="begun">When it began.</param>
    /// <param name="took">How long it took.</param>
    public void Spent(TimeSpan begun, TimeSpan took)
    {
        var until = begun.Ticks + (long)(took.Ticks / options.CpuShare);
        for (var next = Volatile.Read(ref _next); next < until; next = Volatile.Read(ref _next))
        {
            if (Interlocked.CompareExchange(ref _next, until, next) == next)
            {
                return;
            }
        }
    }
}
