using FaceRecMqtt.Mqtt;

namespace FaceRecMqtt.Tests.Mqtt;

/// <summary>No worker goes on alone as if all were well.</summary>
public sealed class WorkersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task One_that_faults_ends_the_others_and_its_fault_is_told()
    {
        var all = Workers.RunAsync(
            CancellationToken.None,
            stopping => Task.Delay(Timeout.InfiniteTimeSpan, stopping).ContinueWith(_ => { }, TaskScheduler.Default),
            async _ =>
            {
                await Task.Yield();
                throw new InvalidOperationException("Broken.");
            });
        Assert.Equal("Broken.", (await Assert.ThrowsAsync<InvalidOperationException>(() => all.WaitAsync(Patience))).Message);
    }

    [Fact]
    public async Task All_end_when_stopped()
    {
        using var stop = new CancellationTokenSource();
        var all = Workers.RunAsync(stop.Token, stopping => Task.Delay(Timeout.InfiniteTimeSpan, stopping).ContinueWith(_ => { }, TaskScheduler.Default));
        Assert.False(all.IsCompleted);
        await stop.CancelAsync();
        await all.WaitAsync(Patience);
    }
}
