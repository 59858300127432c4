namespace FaceRecMqtt.Tests.Mqtt.Support;

/// <summary>A clock whose time of day is set back by a day at every look; what it measures is right.</summary>
internal sealed class SetBackClock(TimeProvider right) : TimeProvider
{
    private TimeSpan _back;

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() - (_back += TimeSpan.FromDays(1));

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}
