using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;
using static FaceRecMqtt.Tests.Video.Support.Scripts;

namespace FaceRecMqtt.Tests.Video.Cameras;

/// <summary>The pauses between a camera's connections, on sources that follow a script.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Pauses_between_failures_double_with_jitter_up_to_the_limit()
    {
        var clock = new EagerClock();
        var (connects, enough) = (0, new TaskCompletionSource());
        await using var run = new CameraRun(Options, clock, () =>
        {
            if (++connects == 1100)
            {
                enough.SetResult();
            }

            return Refusing();
        });
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await run.StopAsync();
        var pauses = clock.Pauses.Take(1000).Select(pause => pause.TotalSeconds).ToList();

        Assert.InRange(pauses[0], 0, 2.5);
        Assert.True(pauses.Take(4).Sum() < pauses.Skip(4).Take(4).Sum(), string.Join(' ', pauses.Take(8)));
        Assert.All(pauses, pause => Assert.InRange(pause, 0, 30));
        Assert.Equal(30, pauses[999]);
        Assert.True(pauses.Take(4).Distinct().Count() == 4, "no jitter");
    }

    [Fact]
    public async Task Two_cameras_do_not_try_again_at_the_same_moments()
    {
        async Task<TimeSpan> FirstPause()
        {
            var clock = new EagerClock();
            await using var run = new CameraRun(Options, clock, Refusing);
            await run.OfflineAsync(CameraReason.Unreachable);
            while (clock.Pauses.IsEmpty)
            {
                await Task.Yield();
            }

            return clock.Pauses.First();
        }

        Assert.NotEqual(await FirstPause(), await FirstPause());
    }

    [Fact]
    public async Task A_long_connection_that_is_lost_starts_the_pauses_anew()
    {
        var clock = new EagerClock();
        var (connects, again) = (0, new TaskCompletionSource());
        await using var run = new CameraRun(Options, clock, () =>
        {
            connects++;
            if (connects == 25)
            {
                again.TrySetResult();
            }

            return connects != 20 ? Refusing() : new ScriptedSource(source =>
            {
                clock.Advance(TimeSpan.FromSeconds(31));
                return source.Reads <= 2 ? (ReadResult.Frame, Picture()) : Lost(source);
            });
        });
        await again.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await run.StopAsync();
        var pauses = clock.Pauses.ToList();

        Assert.Equal(30, pauses[17].TotalSeconds);
        Assert.InRange(pauses[19].TotalSeconds, 0, 2.5);
    }

    [Fact]
    public async Task A_short_connection_does_not_start_the_pauses_anew()
    {
        var clock = new EagerClock();
        var (connects, enough) = (0, new TaskCompletionSource());
        await using var run = new CameraRun(Options, clock, () =>
        {
            if (++connects == 30)
            {
                enough.TrySetResult();
            }

            return new ScriptedSource(source => source.Reads <= 2 ? (ReadResult.Frame, Picture()) : Lost(source));
        });
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await run.StopAsync();

        Assert.Equal(30, clock.Pauses.ElementAt(25).TotalSeconds);
    }
}
