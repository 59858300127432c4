namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>The CPU's looks that wait for their camera; no more than there are looks in the pool. Safe on any thread.</summary>
/// <param name="desk">Where looks go that nobody waits for any more.</param>
internal sealed class SecondLookAnswers(SecondLookDesk desk)
{
    private readonly Lock _gate = new();
    private readonly Queue<SecondLook> _waiting = new(SecondLookDesk.Places);
    private bool _isClosed;

    /// <summary>Adds one; after <see cref="Close"/> it goes back to the pool.</summary>
    public void Post(SecondLook look)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _waiting.Enqueue(look);
                return;
            }
        }

        desk.Return(look);
    }

    /// <summary>Takes the oldest; null when none waits.</summary>
    public SecondLook? Take()
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out var look) ? look : null;
        }
    }

    /// <summary>Nobody waits for them any more: what waits goes back to the pool, and so does what is still on its way.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        while (Take() is { } look)
        {
            desk.Return(look);
        }
    }
}
