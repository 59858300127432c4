using System.Threading.Channels;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Everything that waits for the broker, bounded, through outages.</summary>
/// <remarks>Safe on any thread. A message leaves only when the broker acknowledged it; whatever was under way when the connection broke
/// is sent again. States of one topic replace each other, so they need no limit of their own.</remarks>
public sealed class Outbox
{
    private readonly Lock _gate = new();
    private readonly StateTable _states;
    private readonly EventQueue _events;
    // A bell, not a queue: whoever takes looks at everything, so one ring is enough.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TimeProvider _time;
    private long _sent;
    private long _refused;

    /// <summary>An empty outbox.</summary>
    /// <param name="limit">Events and replies to keep, at least 1.</param>
    /// <param name="time">Clock for the spacing of messages.</param>
    public Outbox(int limit, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _states = new StateTable(time);
        _events = new EventQueue(limit);
        _time = time;
    }

    /// <summary>What waits and what was lost.</summary>
    public OutboxCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return new OutboxCounts(
                    _states.Waiting, _events.Events, _events.Droppable, _sent, _events.DroppedEvents, _events.DroppedOther, _refused);
            }
        }
    }

    /// <summary>Whether nothing waits but what is in no hurry.</summary>
    internal bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return !_states.IsUrgent && _events is { Events: 0, Droppable: 0 };
            }
        }
    }

    /// <summary>Takes a message over; never blocks.</summary>
    public void Post(OutgoingMessage message)
    {
        lock (_gate)
        {
            if (message.Kind == MessageKind.State)
            {
                _states.Post(message);
            }
            else
            {
                _events.Post(message);
            }
        }

        Wake();
    }

    /// <summary>Sends the latest state of a topic once more; does nothing when there is none.</summary>
    public void Resend(string topic)
    {
        lock (_gate)
        {
            _states.Resend(topic);
        }

        Wake();
    }

    /// <summary>Forgets the state of a topic and has the broker forget it too, once: not again at every connect.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="after">Topic that is being cleared too and has to be gone for as long as its spacing before this one goes; null for none.</param>
    /// <param name="spacing">Shortest time to the next message of this topic, where none was said of it before. Default 0.</param>
    public void Clear(string topic, string? after = null, TimeSpan spacing = default)
    {
        lock (_gate)
        {
            _states.Clear(topic, after, spacing);
        }

        Wake();
    }

    /// <summary>Whether a topic has a state that is kept at the broker: one was posted and not cleared since.</summary>
    internal bool Holds(string topic)
    {
        lock (_gate)
        {
            return _states.Holds(topic);
        }
    }

    /// <summary>Marks every state as to be sent, in the order of <see cref="StateOrder"/> and then of first appearance.</summary>
    internal void ResendAll()
    {
        lock (_gate)
        {
            _states.ResendAll();
        }

        Wake();
    }

    /// <summary>Waits until something can be sent and takes up to <paramref name="most"/> messages, states first.</summary>
    /// <remarks>The caller answers for each with <see cref="Acknowledged"/>, <see cref="Refused"/> or <see cref="Return"/>.</remarks>
    internal async Task<List<OutgoingMessage>> TakeAsync(int most, CancellationToken stopping)
    {
        while (true)
        {
            var batch = new List<OutgoingMessage>();
            TimeSpan? pause;
            lock (_gate)
            {
                if (_states.Take(batch, most, out pause))
                {
                    _events.Take(batch, most);
                }
            }

            if (batch.Count > 0)
            {
                return batch;
            }

            await WaitAsync(pause, stopping);
        }
    }

    internal void Acknowledged(OutgoingMessage message)
    {
        lock (_gate)
        {
            _sent++;
            if (message.Kind == MessageKind.State)
            {
                _states.Acknowledged(message);
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
                if (!(message.Kind == MessageKind.State ? _states.Return(message, hungUp) : _events.Return(message, hungUp)))
                {
                    _refused++;
                    givenUp.Add(message.Topic);
                }
            }
        }

        Wake();
        return givenUp;
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
