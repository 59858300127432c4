using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Cameras;

/// <summary>Who waits for a picture of a camera that gives none costs nothing in the long run.</summary>
public sealed class PictureRequestsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PictureRequests _requests = new();

    public void Dispose() => _requests.Dispose();

    [Fact]
    public async Task Who_calls_it_off_waits_no_longer_and_keeps_no_place()
    {
        for (var call = 0; call < 100; call++)
        {
            using var patience = new CancellationTokenSource();
            var asked = _requests.NextAsync(patience.Token);
            Assert.Equal(1, _requests.Count);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Patience));
            Assert.Equal(0, _requests.Count);
        }
    }

    [Fact]
    public async Task When_all_places_are_taken_the_one_who_waited_longest_is_refused()
    {
        var asked = Enumerable.Range(0, PictureRequests.Places + 1).Select(_ => _requests.NextAsync(CancellationToken.None)).ToArray();
        Assert.Equal(PictureRequests.Places, _requests.Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked[0].WaitAsync(Patience));
        var frame = new MemoryFrame(new byte[12], 2, 2);
        _requests.Answer(frame);
        frame.Dispose();
        foreach (var one in asked[1..])
        {
            Assert.False(frame.IsReleased);
            (await one.WaitAsync(Patience)).Dispose();
        }

        Assert.True(frame.IsReleased);
    }

    [Fact]
    public async Task Who_waits_at_the_end_and_who_comes_later_is_refused()
    {
        var asked = _requests.NextAsync(CancellationToken.None);
        _requests.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _requests.NextAsync(CancellationToken.None).WaitAsync(Patience));
    }
}
