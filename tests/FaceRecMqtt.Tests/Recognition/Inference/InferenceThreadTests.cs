using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Inference;

/// <summary>One thread per backend: it alone calls the backend, in order, and lets go of it properly.</summary>
public sealed class InferenceThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_call_comes_from_the_thread_the_backend_entered()
    {
        var backend = new FakeBackend("cpu");
        await using var thread = await InferenceThread.StartAsync(backend);
        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => thread.RunAsync(_ => Thread.CurrentThread, default))).WaitAsync(Patience);
        Assert.All(seen, used => Assert.Same(backend.EnteredOn, used));
    }

    [Fact]
    public async Task A_fault_reaches_the_asker_and_the_thread_goes_on()
    {
        await using var thread = await InferenceThread.StartAsync(new FakeBackend("cpu"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => thread.RunAsync<int>(_ => throw new InvalidOperationException("no"), default).WaitAsync(Patience));
        Assert.Equal(7, await thread.RunAsync(_ => 7, default).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_fault_that_ends_the_thread_can_be_read_afterwards()
    {
        var fault = new InvalidOperationException("no");
        var backend = new FakeBackend("cpu");
        await using var thread = await InferenceThread.StartAsync(backend, (_, _) => throw fault);
        Assert.True(SpinWait.SpinUntil(() => thread.HasEnded, Patience));
        Assert.Same(fault, thread.Fault);
        Assert.True(backend.IsDisposed);
    }

    [Fact]
    public async Task Disposing_finishes_what_runs_and_refuses_what_waits_and_what_comes()
    {
        var backend = new FakeBackend("cpu");
        var thread = await InferenceThread.StartAsync(backend);
        using var hold = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var runs = thread.RunAsync(
            _ =>
            {
                begun.SetResult();
                return hold.Wait(Patience);
            },
            default);
        var waits = thread.RunAsync(_ => 1, default);
        await begun.Task.WaitAsync(Patience);
        var disposing = thread.DisposeAsync();
        Assert.False(backend.IsDisposed);
        hold.Set();
        Assert.True(await runs.WaitAsync(Patience));
        await disposing;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waits.WaitAsync(Patience));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => thread.RunAsync(_ => 1, default).WaitAsync(Patience));
        Assert.True(backend.IsDisposed);
    }

    [Fact]
    public async Task Work_taken_back_while_it_waits_is_not_done()
    {
        await using var thread = await InferenceThread.StartAsync(new FakeBackend("cpu"));
        using var hold = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var done = false;
        var runs = thread.RunAsync(_ => hold.Wait(Patience), default);
        var waits = thread.RunAsync(_ => done = true, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits.WaitAsync(Patience));
        hold.Set();
        await runs;
        await thread.RunAsync(_ => 0, default);
        Assert.False(done);
    }
}
