using FaceRecMqtt.Recognition.Failover;

namespace FaceRecMqtt.Tests.Recognition.Failover;

/// <summary>A lost backend is asked quietly and serves again only when it has worked for a while.</summary>
public sealed class ReturnRuleTests
{
    private readonly ReturnRule _rule = new();

    [Fact]
    public void Attempts_come_two_four_eight_and_at_most_sixty_seconds_apart()
    {
        var now = 100.0;
        _rule.Lost(S(now));
        List<double> waits = [];
        for (var attempt = 0; attempt < 7; attempt++)
        {
            var since = now;
            while (!_rule.IsDue(S(now)))
            {
                now += 0.5;
            }

            waits.Add(now - since);
            _rule.Failed(S(now));
        }

        Assert.Equal([2, 2, 4, 8, 16, 32, 60], waits);
    }

    [Fact]
    public void It_has_to_work_for_thirty_seconds_without_a_failure_between()
    {
        _rule.Lost(S(0));
        Assert.False(_rule.Worked(S(2)));
        Assert.False(_rule.Worked(S(31.9)));
        _rule.Failed(S(31.95));
        Assert.False(_rule.Worked(S(34)));
        Assert.False(_rule.Worked(S(63.9)));
        Assert.True(_rule.Worked(S(64)));
    }

    [Fact]
    public void Lost_again_soon_it_has_to_work_twice_as_long_and_after_a_calm_time_thirty_seconds_again()
    {
        _rule.Lost(S(0));
        _rule.TookBack(S(40));
        _rule.Lost(S(50));
        Assert.Equal(S(60), _rule.Healthy);
        _rule.TookBack(S(120));
        _rule.Lost(S(130));
        Assert.Equal(S(120), _rule.Healthy);
        for (var at = 200; at < 4000; at += 400)
        {
            _rule.TookBack(S(at));
            _rule.Lost(S(at + 5));
        }

        Assert.Equal(S(600), _rule.Healthy);
        _rule.TookBack(S(5000));
        _rule.Lost(S(5600));
        Assert.Equal(S(30), _rule.Healthy);
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
