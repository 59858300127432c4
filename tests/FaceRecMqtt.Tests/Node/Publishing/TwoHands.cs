namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>A clock whose time of day can be set without any time passing; it moves only when told to.</summary>
internal sealed class TwoHands : TimeProvider
{
    private DateTimeOffset _wall = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Time that passed.</summary>
    public TimeSpan Passed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => _wall;

    public void Advance(TimeSpan time) => (Passed, _wall) = (Passed + time, _wall + time);

    public void SetBy(TimeSpan step) => _wall += step;
}
