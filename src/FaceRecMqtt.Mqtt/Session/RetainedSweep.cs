using System.Collections.Concurrent;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Once after the start: finds what this node left at the broker for cameras it no longer has, and clears it.</summary>
/// <param name="filters">Where to look.</param>
/// <param name="isStale">Whether a retained message is ours and no longer wanted.</param>
/// <param name="outbox">Carries the clearing messages.</param>
/// <param name="time">Clock of the bounded look.</param>
internal sealed class RetainedSweep(IReadOnlyList<string> filters, Func<IncomingMessage, bool> isStale, Outbox outbox, TimeProvider time)
{
    /// <summary>Brokers send retained messages at once; later ones are left for the next start.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, bool> _stale = new(StringComparer.Ordinal);
    private volatile bool _looking;
    private bool _done;

    /// <summary>Offered every message.</summary>
    public void Deliver(IncomingMessage message)
    {
        if (_looking && message is { Retained: true, Length: > 0 } && _stale.Count < Most && isStale(message))
        {
            _stale.TryAdd(message.Topic, true);
        }
    }

    public async Task RunAsync(Connection connection, CancellationToken stopping)
    {
        if (_done)
        {
            return;
        }

        _looking = true;
        await connection.SubscribeAsync(filters, stopping);
        await Task.Delay(Window, time, stopping);
        await connection.UnsubscribeAsync(filters, stopping);
        _looking = false;
        _done = true;
        foreach (var topic in _stale.Keys)
        {
            outbox.Clear(topic);
        }
    }
}
