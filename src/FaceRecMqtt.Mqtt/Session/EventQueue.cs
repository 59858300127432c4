namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Events and droppable messages in the order they came, each kind with its own limit. Guarded by the outbox's lock.</summary>
internal sealed class EventQueue(int limit)
{
    private const int DroppableLimit = 64;

    private readonly LinkedList<OutgoingMessage> _events = [];
    private readonly LinkedList<OutgoingMessage> _droppable = [];
    private long _sequence;

    public int Events => _events.Count;

    public int Droppable => _droppable.Count;

    public long DroppedEvents { get; private set; }

    public long DroppedOther { get; private set; }

    /// <summary>Appends a message; of a full kind the oldest goes and is counted.</summary>
    public void Post(OutgoingMessage message)
    {
        var isEvent = message.Kind == MessageKind.Event;
        var queue = isEvent ? _events : _droppable;
        queue.AddLast(message with { Sequence = ++_sequence });
        if (queue.Count > (isEvent ? limit : DroppableLimit))
        {
            queue.RemoveFirst();
            CountDropped(isEvent);
        }
    }

    /// <summary>Moves what may be sent now into a batch.</summary>
    public void Take(List<OutgoingMessage> batch, int most)
    {
        if (_events.First?.Value.Breaks >= Suspicion.SendAlone)
        {
            // Whoever is under way with it would be suspected too.
            if (batch.Count == 0)
            {
                Move(_events, batch);
            }

            return;
        }

        while (batch.Count < most && Older() is { } queue)
        {
            Move(queue, batch);
        }
    }

    /// <summary>Takes a message back, before everything newer; a full queue and a droppable message drop it.</summary>
    /// <returns>Whether it is worth another try.</returns>
    public bool Return(OutgoingMessage message, bool hungUp)
    {
        var isEvent = message.Kind == MessageKind.Event;
        if (isEvent && hungUp && message.Breaks + 1 >= Suspicion.GiveUp)
        {
            return false;
        }

        if (isEvent && _events.Count < limit)
        {
            _events.AddFirst(hungUp ? message with { Breaks = message.Breaks + 1 } : message);
        }
        else
        {
            CountDropped(isEvent);
        }

        return true;
    }

    private void CountDropped(bool isEvent)
    {
        if (isEvent)
        {
            DroppedEvents++;
        }
        else
        {
            DroppedOther++;
        }
    }

    /// <summary>The queue whose first message came before the other's; null when both are empty.</summary>
    private LinkedList<OutgoingMessage>? Older() => (_events.First, _droppable.First) switch
    {
        (null, null) => null,
        ({ } first, { } second) => first.Value.Sequence < second.Value.Sequence ? _events : _droppable,
        (null, _) => _droppable,
        _ => _events,
    };

    private static void Move(LinkedList<OutgoingMessage> from, List<OutgoingMessage> to)
    {
        to.Add(from.First!.Value);
        from.RemoveFirst();
    }
}
