namespace FaceRecMqtt.Video.Cameras;

/// <summary>How much came in over the last 10 s. One thread adds, any thread asks.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private const int Slots = 11; // ten whole seconds and the one that is running

    private readonly Lock _gate = new();
    private readonly long[] _amounts = new long[Slots];
    private readonly long _began = time.GetTimestamp();
    private long _second;

    internal void Add(long amount)
    {
        lock (_gate)
        {
            Advance();
            _amounts[_second % Slots] += amount;
        }
    }

    /// <summary>Average per second; over the time since the start while that is shorter.</summary>
    internal double PerSecond()
    {
        lock (_gate)
        {
            Advance();
            var running = time.GetElapsedTime(_began).TotalSeconds;
            var span = Math.Min(running, Slots - 1 + (running - _second));
            return span > 0 ? _amounts.Sum() / span : 0;
        }
    }

    private void Advance()
    {
        var now = (long)time.GetElapsedTime(_began).TotalSeconds;
        for (var steps = Math.Min(now - _second, Slots); steps > 0; steps--)
        {
            _amounts[(now - steps + 1) % Slots] = 0;
        }

        _second = now;
    }
}
