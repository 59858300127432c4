using System.Collections.Concurrent;
using FaceRecMqtt.Mqtt.Discovery;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Once after the start: finds what this node left at the broker for cameras and people it no longer has, or under names it no longer bears, and clears it.</summary>
/// <param name="filters">Where to look.</param>
/// <param name="devices">Knows what is ours, and what is still wanted.</param>
/// <param name="former">Knows what is of a name the node had before.</param>
/// <param name="outbox">Carries the clearing messages.</param>
/// <param name="time">Clock of the bounded look.</param>
internal sealed class RetainedSweep(IReadOnlyList<string> filters, HomeAssistantDevices devices, FormerTopics former, Outbox outbox, TimeProvider time)
{
    /// <summary>Brokers send retained messages at once, a slow one with thousands of them within this; later ones are left for the next start.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private const int Most = 4000;

    private readonly ConcurrentDictionary<string, bool> _found = new(StringComparer.Ordinal);
    private volatile bool _looking;
    private bool _done;

    /// <summary>Offered every message.</summary>
    public void Deliver(IncomingMessage message)
    {
        if (_looking && message is { Retained: true, Length: > 0 } && _found.Count < Most
            && (former.Take(message) || (!devices.IsWanted(message.Topic) && devices.IsOurs(message))))
        {
            _found.TryAdd(message.Topic, true);
        }
    }

    /// <summary>Looks and clears; at the next connect again while the node has not said what cameras and people it has.</summary>
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
        _done = devices.IsDescribed;
        // Looked at again: what was unwanted a moment ago may be wanted by now.
        var stale = _found.Keys.Where(topic => _done && (former.IsOurs(topic) ?? !devices.IsWanted(topic))).Select(topic => (Topic: topic, Device: devices.ConfigOf(topic)));
        foreach (var (topic, device) in stale.OrderBy(one => former.IsProof(one.Topic)).ThenBy(one => one.Device is not null).ThenBy(one => one.Topic, StringComparer.Ordinal))
        {
            outbox.Clear(topic, after: device, spacing: device is null ? HomeAssistantDevices.Spacing : TimeSpan.Zero);
        }
    }
}
