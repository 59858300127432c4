using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Recognition.SecondLooks;

namespace FaceRecMqtt.Node.Health;

/// <summary>What the policy <c>auto</c> cost since it was asked last. One thread at a time.</summary>
/// <param name="desk">Where the looks are counted.</param>
/// <param name="companion">Whether the policy is <c>auto</c>.</param>
/// <param name="time">Clock.</param>
internal sealed class SecondLookHealth(SecondLookDesk desk, CompanionBackend companion, TimeProvider time)
{
    private (long At, long Made, TimeSpan Busy) _last = (time.GetTimestamp(), 0, TimeSpan.Zero);

    /// <summary>The looks since the last call.</summary>
    /// <returns>Null while the policy is <c>fixed</c>.</returns>
    public SecondLookReport? Read()
    {
        var now = (At: time.GetTimestamp(), desk.Made, desk.Busy);
        var seconds = time.GetElapsedTime(_last.At, now.At).TotalSeconds;
        var (made, busy) = (now.Made - _last.Made, now.Busy - _last.Busy);
        _last = now;
        return companion.IsAuto
            ? new(desk.Companion?.Name, now.Made, desk.Dropped, seconds > 0 ? made / seconds : 0, seconds > 0 ? busy.TotalSeconds / seconds : 0)
            : null;
    }
}
