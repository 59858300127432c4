using System.Threading.Channels;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Everything that waits for the broker, bounded, through outages.</summary>
/// <remarks>Safe on any thread. A message leaves only when the broker acknowledged it; whatever was under way when the connection broke
/// is sent again. States of one topic replace each other, so they need no limit of their own.</remarks>
public sealed class Outbox
{
    private const int DroppableLimit = 64;

    /// <summary>A message at whose sending the broker hung up this often is sent alone, to see whether it is the cause.</summary>
    private const int SuspectBreaks = 2;

    /// <summary>A message at whose sending the broker hung up this often is given up: it would keep everything else from being said.</summary>
    private const int MostBreaks = 5;

    private readonly Lock _gate = new();
    // Keeps the order of first appearance also after removals.
    private readonly OrderedDictionary<string, StateEntry> _states = new(StringComparer.Ordinal);
    private readonly List<string> _dirty = [];
    private readonly LinkedList<OutgoingMessage> _events = [];
    private readonly LinkedList<OutgoingMessage> _droppable = [];
    // A bell, not a queue: whoever takes looks at everything, so one ring is enough.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly int _limit;
    private readonly TimeProvider _time;
    private long _sequence;
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
            if (_states.TryGetValue(topic, out var entry) && !entry.IsGone)
            {
                MarkDirty(topic, entry);
            }
        }

        Wake();
    }

    /// <summary>Forgets the state of a topic and has the broker forget it too, once: not again at every connect.</summary>
    public void Clear(string topic)
    {
        lock (_gate)
        {
            // A state like any other until the broker has it, so that a newer state of the topic replaces it and is not erased by it.
            var spacing = _states.TryGetValue(topic, out var entry) ? entry.Message.Spacing : TimeSpan.Zero;
            PostState(new OutgoingMessage(topic, default, MessageKind.State) { Spacing = spacing });
        }

        Wake();
    }

    /// <summary>Marks every state as to be sent, in the order of <see cref="StateOrder"/> and then of first appearance.</summary>
    internal void ResendAll()
    {
        lock (_gate)
        {
            _dirty.Clear();
            foreach (var (topic, entry) in _states.OrderBy(state => state.Value.Message.Order).ToList())
            {
                if (entry.IsGone)
                {
                    RemoveWhenOver(topic, entry);
                    continue;
                }

                if (entry.Breaks >= MostBreaks)
                {
                    continue;
                }

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

    internal void Acknowledged(OutgoingMessage message)
    {
        lock (_gate)
        {
            _sent++;
            if (message.Kind == MessageKind.State && message.Payload.IsEmpty
                && _states.TryGetValue(message.Topic, out var entry) && ReferenceEquals(entry.Message, message))
            {
                entry.IsGone = true;
                RemoveWhenOver(message.Topic, entry);
            }
        }
    }

    internal void Refused()
    {
        lock (_gate)
        {
            _refused++;
        }
    }

    /// <summary>Takes back what was not acknowledged, in its old order, before everything newer.</summary>
    /// <param name="messages">What was under way.</param>
    /// <param name="hungUp">Whether the broker ended the connection, which one of the messages may have caused.</param>
    /// <returns>Topics of messages that were given up and counted as refused; a state until it changes.</returns>
    internal IReadOnlyList<string> Return(IReadOnlyList<OutgoingMessage> messages, bool hungUp)
    {
        var givenUp = new List<string>();
        lock (_gate)
        {
            foreach (var message in messages.Reverse())
            {
                switch (message.Kind)
                {
                    case MessageKind.State:
                        if (_states.TryGetValue(message.Topic, out var entry) && !ReturnState(message, entry, hungUp))
                        {
                            _refused++;
                            givenUp.Add(message.Topic);
                        }

                        break;
                    case MessageKind.Event when hungUp && message.Breaks + 1 >= MostBreaks:
                        _refused++;
                        givenUp.Add(message.Topic);
                        break;
                    case MessageKind.Event when _events.Count < _limit:
                        _events.AddFirst(hungUp ? message with { Breaks = message.Breaks + 1 } : message);
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
        return givenUp;
    }

    private void PostState(OutgoingMessage message)
    {
        if (_states.TryGetValue(message.Topic, out var entry))
        {
            entry.Message = message;
            entry.IsGone = false;
            entry.Breaks = 0;
        }
        else
        {
            _states[message.Topic] = entry = new StateEntry(message);
        }

        MarkDirty(message.Topic, entry);
    }

    /// <summary>Whether the state is worth another try.</summary>
    private bool ReturnState(OutgoingMessage message, StateEntry entry, bool hungUp)
    {
        // "online" is under way at every connection that is ended at its beginning, for whatever reason.
        if (hungUp && message.Order != StateOrder.Online && ReferenceEquals(entry.Message, message) && ++entry.Breaks >= MostBreaks)
        {
            entry.Dirty = false;
            _dirty.Remove(message.Topic);
            return false;
        }

        MarkDirty(message.Topic, entry);
        return true;
    }

    private void MarkDirty(string topic, StateEntry entry)
    {
        if (!entry.Dirty)
        {
            entry.Dirty = true;
            _dirty.Add(topic);
        }
    }

    private void RemoveWhenOver(string topic, StateEntry entry)
    {
        if (!entry.Dirty && entry.Wait(_time) <= TimeSpan.Zero)
        {
            _states.Remove(topic);
        }
    }

    private List<OutgoingMessage> Take(int most, out TimeSpan? pause)
    {
        var batch = new List<OutgoingMessage>();
        pause = null;
        for (var at = 0; at < _dirty.Count && batch.Count < most;)
        {
            var entry = _states[_dirty[at]];
            if (entry.Wait(_time) is var wait && wait > TimeSpan.Zero)
            {
                pause = pause is { } shorter && shorter < wait ? pause : wait;
                at++;
                continue;
            }

            if (entry.Breaks >= SuspectBreaks && batch.Count > 0)
            {
                return batch;
            }

            _dirty.RemoveAt(at);
            entry.Dirty = false;
            entry.TakenAt = _time.GetTimestamp();
            batch.Add(entry.Message);
            if (entry.Breaks >= SuspectBreaks)
            {
                return batch;
            }
        }

        if (_events.First?.Value.Breaks >= SuspectBreaks)
        {
            // Alone as well: whoever is under way with it would be suspected too.
            if (batch.Count == 0)
            {
                Move(_events, batch);
            }

            return batch;
        }

        while (batch.Count < most && Older(_events, _droppable) is { } queue)
        {
            Move(queue, batch);
        }

        return batch;
    }

    /// <summary>The queue whose first message came before the other's; null when both are empty.</summary>
    private static LinkedList<OutgoingMessage>? Older(LinkedList<OutgoingMessage> one, LinkedList<OutgoingMessage> other) => (one.First, other.First) switch
    {
        (null, null) => null,
        ({ } first, { } second) => first.Value.Sequence < second.Value.Sequence ? one : other,
        (null, _) => other,
        _ => one,
    };

    private static void Move(LinkedList<OutgoingMessage> from, List<OutgoingMessage> to)
    {
        to.Add(from.First!.Value);
        from.RemoveFirst();
    }

    private int Append(LinkedList<OutgoingMessage> queue, OutgoingMessage message, int limit)
    {
        queue.AddLast(message with { Sequence = ++_sequence });
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
