using System.Collections.Concurrent;

namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>The CPU's looks that wait for their camera; no more than there are looks in the pool.</summary>
internal sealed class SecondLookAnswers
{
    private readonly ConcurrentQueue<SecondLook> _waiting = new();

    /// <summary>Adds one. Safe on any thread.</summary>
    public void Post(SecondLook look) => _waiting.Enqueue(look);

    /// <summary>Takes the oldest; null when none waits.</summary>
    public SecondLook? Take() => _waiting.TryDequeue(out var look) ? look : null;
}
