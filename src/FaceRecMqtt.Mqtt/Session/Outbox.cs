using System.Threading.Channels;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Everything that waits for the broker, bounded, through outages.</summary>
/// <remarks>Safe on any thread. A message leaves only when the broker acknowledged it; whatever was under way when the connection broke
/// is sent again. States of one topic replace each other, so they need no limit of their own.</remarks>
public sealed class Outbox
{
    private const int DroppableLimit = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, StateEntry> _states = [];
    private readonly List<string> _dirty = [];
    private readonly LinkedList<OutgoingMessage> _events = [];
    private readonly LinkedList<OutgoingMessage> _droppable = [];
    // A bell, not a queue: whoever takes looks at everything, so one ring is enough.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly int _limit;
    private readonly TimeProvider _time;
    private long _sent;
    private long _droppedEvents;
    private long _droppedOther;
    private long _refused;

    /// <summary>An empty outbox.</summary>
    /// <param name="limit">Events and replies to keep, at least 1.</param>
    /// <param name="time">Clock for the spacing of messages.</param>
    public Outbox(int limit, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _limit = limit;
        _time = time;
    }

    /// <summary>What waits and what was lost.</summary>
    public OutboxCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return new OutboxCounts(_dirty.Count, _events.Count, _droppable.Count, _sent, _droppedEvents, _droppedOther, _refused);
            }
        }
    }

    internal bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _dirty.Count == 0 && _events.Count == 0 && _droppable.Count == 0;
            }
        }
    }

    /// <summary>Takes a message over; never blocks.</summary>
    public void Post(OutgoingMessage message)
    {
        lock (_gate)
        {
            switch (message.Kind)
            {
                case MessageKind.State:
                    PostState(message);
                    break;
                case MessageKind.Event:
                    _droppedEvents += Append(_events, message, _limit);
                    break;
                default:
                    _droppedOther += Append(_droppable, message, DroppableLimit);
                    break;
            }
        }

        Wake();
    }

    /// <summary>Sends the latest state of a topic once more; does nothing when there is none.</summary>
    public void Resend(string topic)
    {
        lock (_gate)
        {
            if (_states.TryGetValue(topic, out var entry))
            {
                MarkDirty(topic, entry);
            }
        }

        Wake();
    }

    /// <summary>Forgets the state of a topic and has the broker forget it too.</summary>
    public void Clear(string topic)
    {
        lock (_gate)
        {
            _states.Remove(topic);
            _dirty.Remove(topic);
        }

        // Not a state: an empty message for a topic nobody knows must not be repeated at every connect.
        Post(new OutgoingMessage(topic, default, MessageKind.Event) { Retain = true });
    }

    /// <summary>Marks every state as to be sent, in the order in which the topics first appeared.</summary>
    internal void ResendAll()
    {
        lock (_gate)
        {
            _dirty.Clear();
            foreach (var (topic, entry) in _states)
            {
                entry.Dirty = true;
                _dirty.Add(topic);
            }
        }

        Wake();
    }

    /// <summary>Waits until something can be sent and takes up to <paramref name="most"/> messages, states first.</summary>
    /// <remarks>The caller answers for each with <see cref="Acknowledged"/>, <see cref="Refused"/> or <see cref="Return"/>.</remarks>
    internal async Task<List<OutgoingMessage>> TakeAsync(int most, CancellationToken stopping)
    {
        while (true)
        {
            TimeSpan? pause;
            lock (_gate)
            {
                var batch = Take(most, out pause);
                if (batch.Count > 0)
                {
                    return batch;
                }
            }

            await WaitAsync(pause, stopping);
        }
    }

    internal void Acknowledged() => Interlocked.Increment(ref _sent);

    internal void Refused() => Interlocked.Increment(ref _refused);

    /// <summary>Takes back what was not acknowledged, in its old order, before everything newer.</summary>
    internal void Return(IReadOnlyList<OutgoingMessage> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages.Reverse())
            {
                switch (message.Kind)
                {
                    case MessageKind.State:
                        if (_states.TryGetValue(message.Topic, out var entry))
                        {
                            MarkDirty(message.Topic, entry);
                        }

                        break;
                    case MessageKind.Event when _events.Count < _limit:
                        _events.AddFirst(message);
                        break;
                    case MessageKind.Event:
                        _droppedEvents++;
                        break;
                    default:
                        _droppedOther++;
                        break;
                }
            }
        }

        Wake();
    }

    private void PostState(OutgoingMessage message)
    {
        if (_states.TryGetValue(message.Topic, out var entry))
        {
            entry.Message = message;
        }
        else
        {
            _states[message.Topic] = entry = new StateEntry(message);
        }

        MarkDirty(message.Topic, entry);
    }

    private void MarkDirty(string topic, StateEntry entry)
    {
        if (!entry.Dirty)
        {
            entry.Dirty = true;
            _dirty.Add(topic);
        }
    }

    private List<OutgoingMessage> Take(int most, out TimeSpan? pause)
    {
        var batch = new List<OutgoingMessage>();
        var now = _time.GetUtcNow();
        pause = null;
        for (var at = 0; at < _dirty.Count && batch.Count < most;)
        {
            var entry = _states[_dirty[at]];
            if (entry.Due > now)
            {
                pause = pause is { } shorter && shorter < entry.Due - now ? pause : entry.Due - now;
                at++;
                continue;
            }

            _dirty.RemoveAt(at);
            entry.Dirty = false;
            entry.Taken = now;
            batch.Add(entry.Message);
        }

        Move(_events, batch, most);
        Move(_droppable, batch, most);
        return batch;
    }

    private static void Move(LinkedList<OutgoingMessage> from, List<OutgoingMessage> to, int most)
    {
        while (to.Count < most && from.First is { } first)
        {
            to.Add(first.Value);
            from.RemoveFirst();
        }
    }

    private static int Append(LinkedList<OutgoingMessage> queue, OutgoingMessage message, int limit)
    {
        queue.AddLast(message);
        if (queue.Count <= limit)
        {
            return 0;
        }

        queue.RemoveFirst();
        return 1;
    }

    private async Task WaitAsync(TimeSpan? pause, CancellationToken stopping)
    {
        if (pause is null)
        {
            await _bell.Reader.ReadAsync(stopping);
            return;
        }

        using var early = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(pause.Value, _time, early.Token), _bell.Reader.WaitToReadAsync(early.Token).AsTask());
        await early.CancelAsync();
        _bell.Reader.TryRead(out _);
        stopping.ThrowIfCancellationRequested();
    }

    private void Wake() => _bell.Writer.TryWrite(true);
}
