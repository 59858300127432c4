using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Whoever waits for a camera's next picture. Safe on any thread; answering nobody allocates nothing.</summary>
/// <remarks>Bounded: who asks while <see cref="Places"/> others wait takes the place of the one who has waited longest, and that one is refused.</remarks>
internal sealed class PictureRequests : IDisposable
{
    /// <summary>How many can wait.</summary>
    internal const int Places = 16;

    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource<Frame>> _waiting = new(Places);
    private bool _isDisposed;

    /// <summary>How many wait.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>The next picture; the caller disposes it.</summary>
    /// <exception cref="OperationCanceledException">Called off, or refused.</exception>
    public async Task<Frame> NextAsync(CancellationToken cancellation)
    {
        var request = new TaskCompletionSource<Frame>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(request);
        await using var registration = cancellation.Register(() => TakeBack(request, cancellation)).ConfigureAwait(false);
        return await request.Task.ConfigureAwait(false);
    }

    /// <summary>Hands a reference of its own to everybody who waits.</summary>
    public void Answer(Frame frame)
    {
        lock (_gate)
        {
            foreach (var request in _waiting)
            {
                // Nobody else ends a request that is in the list.
                request.SetResult(frame.Share());
            }

            _waiting.Clear();
        }
    }

    /// <summary>Refuses everybody who still waits or comes later.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _waiting.ForEach(request => request.SetCanceled());
            _waiting.Clear();
        }
    }

    private void Add(TaskCompletionSource<Frame> request)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                request.SetCanceled();
                return;
            }

            if (_waiting.Count == Places)
            {
                _waiting[0].SetCanceled();
                _waiting.RemoveAt(0);
            }

            _waiting.Add(request);
        }
    }

    private void TakeBack(TaskCompletionSource<Frame> request, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_waiting.Remove(request))
            {
                request.SetCanceled(cancellation);
            }
        }
    }
}
