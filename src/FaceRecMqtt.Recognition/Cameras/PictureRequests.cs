using System.Collections.Concurrent;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Whoever waits for a camera's next picture. Safe on any thread; answering nobody allocates nothing.</summary>
internal sealed class PictureRequests : IDisposable
{
    private readonly ConcurrentQueue<TaskCompletionSource<Frame>> _waiting = [];

    /// <summary>The next picture; the caller disposes it.</summary>
    public async Task<Frame> NextAsync(CancellationToken cancellation)
    {
        var request = new TaskCompletionSource<Frame>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(request);
        await using var registration = cancellation.Register(() => request.TrySetCanceled(cancellation)).ConfigureAwait(false);
        return await request.Task.ConfigureAwait(false);
    }

    /// <summary>Hands a reference of its own to everybody who waits.</summary>
    public void Answer(Frame frame)
    {
        while (_waiting.TryDequeue(out var request))
        {
            var shared = frame.Share();
            if (!request.TrySetResult(shared))
            {
                shared.Dispose();
            }
        }
    }

    /// <summary>Refuses everybody who still waits.</summary>
    public void Dispose()
    {
        while (_waiting.TryDequeue(out var request))
        {
            request.TrySetCanceled();
        }
    }
}
