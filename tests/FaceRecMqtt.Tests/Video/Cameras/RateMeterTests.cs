using FaceRecMqtt.Video.Cameras;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Video.Cameras;

public sealed class RateMeterTests
{
    [Fact]
    public void Nothing_gives_zero() => Assert.Equal(0, new RateMeter(new FakeTimeProvider()).PerSecond());

    [Fact]
    public void A_steady_rate_is_told_from_the_start_and_after_long()
    {
        var time = new FakeTimeProvider();
        var meter = new RateMeter(time);
        for (var i = 1; i <= 600; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            meter.Add(3);
            if (i >= 5)
            {
                Assert.Equal(30, meter.PerSecond(), 4.0);
            }
        }
    }

    [Fact]
    public void What_is_older_than_the_window_is_forgotten()
    {
        var time = new FakeTimeProvider();
        var meter = new RateMeter(time);
        meter.Add(1000);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, meter.PerSecond(), 1.0);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(0, meter.PerSecond());
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, meter.PerSecond());
    }
}
