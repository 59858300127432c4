using FaceRecMqtt.Mqtt.Commands;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>The latest state of each topic and which of them wait. Guarded by the outbox's lock.</summary>
internal sealed class StateTable(TimeProvider time)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Keeps the order of first appearance also after removals.
    private readonly OrderedDictionary<string, StateEntry> _states = new(StringComparer.Ordinal);
    private readonly List<string> _waiting = [];

    // Those of StateOrder.People, kept apart so that a thousand of them delay nothing and flood nobody: 1,000 in ten seconds.
    private readonly List<string> _unhurried = [];
    private readonly TokenBucket _pace = new(burst: 20, perSecond: 100, time);

    /// <summary>Topics whose state waits to be sent.</summary>
    public int Waiting => _waiting.Count + _unhurried.Count;

    /// <summary>Whether one of them is in a hurry.</summary>
    public bool IsUrgent => _waiting.Count > 0;

    public void Post(OutgoingMessage message)
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

        Mark(message.Topic, entry);
    }

    /// <summary>Makes the state empty, which has the broker forget it.</summary>
    /// <remarks>A state like any other until the broker has it, so that a newer state of the topic replaces it and is not erased by it.</remarks>
    public void Clear(string topic, string? after, TimeSpan spacing)
    {
        var last = _states.TryGetValue(topic, out var entry) ? entry.Message : null;
        Post(new OutgoingMessage(topic, default, MessageKind.State)
        {
            Spacing = last?.Spacing ?? spacing,
            Order = last?.Order ?? StateOrder.Values,
            After = after,
        });
    }

    /// <summary>Whether a topic's state is anything but cleared.</summary>
    public bool Holds(string topic) => _states.TryGetValue(topic, out var entry) && !entry.Message.Payload.IsEmpty;

    public void Resend(string topic)
    {
        if (_states.TryGetValue(topic, out var entry) && !entry.IsGone)
        {
            Mark(topic, entry);
        }
    }

    /// <summary>Marks every state but those the broker cannot bear, in the order of <see cref="StateOrder"/> and then of first appearance.</summary>
    public void ResendAll()
    {
        _waiting.Clear();
        _unhurried.Clear();
        foreach (var (topic, entry) in _states.OrderBy(state => state.Value.Message.Order).ToList())
        {
            if (entry.IsGone)
            {
                RemoveWhenOver(topic, entry);
            }
            else if (entry.Breaks < Suspicion.GiveUp)
            {
                entry.Dirty = true;
                LaneOf(entry).Add(topic);
            }
        }
    }

    /// <summary>Moves what may be sent now into a batch.</summary>
    /// <param name="batch">Receives messages.</param>
    /// <param name="most">How many it may hold.</param>
    /// <param name="pause">How long until the next of those that keep their distance; null when there is none.</param>
    /// <returns>Whether the batch may take more.</returns>
    public bool Take(List<OutgoingMessage> batch, int most, out TimeSpan? pause)
    {
        pause = null;
        return Take(_waiting, null, batch, most, ref pause) && Take(_unhurried, _pace, batch, most, ref pause);
    }

    private bool Take(List<string> lane, TokenBucket? pace, List<OutgoingMessage> batch, int most, ref TimeSpan? pause)
    {
        for (var at = 0; at < lane.Count && batch.Count < most;)
        {
            var entry = _states[lane[at]];
            if (IsBack(entry))
            {
                _states.Remove(lane[at]);
                lane.RemoveAt(at);
                continue;
            }

            if (WaitOf(entry) is var wait && wait > TimeSpan.Zero)
            {
                pause = pause is { } shorter && shorter < wait ? pause : wait;
                at++;
                continue;
            }

            var isSuspect = entry.Breaks >= Suspicion.SendAlone;
            if (isSuspect && batch.Count > 0)
            {
                return false;
            }

            if (pace?.TryTake() == false)
            {
                pause = pause is { } sooner && sooner < Breath ? pause : Breath;
                return true;
            }

            lane.RemoveAt(at);
            entry.Dirty = false;
            entry.TakenAt = time.GetTimestamp();
            batch.Add(entry.Message);
            if (isSuspect)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A cleared state that reached the broker is not said again.</summary>
    public void Acknowledged(OutgoingMessage message)
    {
        if (message.Payload.IsEmpty && _states.TryGetValue(message.Topic, out var entry) && ReferenceEquals(entry.Message, message))
        {
            entry.IsGone = true;
            RemoveWhenOver(message.Topic, entry);
        }
    }

    /// <summary>Takes a state back, where no newer one has come.</summary>
    /// <returns>Whether it is worth another try.</returns>
    public bool Return(OutgoingMessage message, bool hungUp)
    {
        if (!_states.TryGetValue(message.Topic, out var entry))
        {
            return true;
        }

        // "online" is under way at every connection that is ended at its beginning, for whatever reason.
        if (hungUp && message.Order != StateOrder.Online && ReferenceEquals(entry.Message, message) && ++entry.Breaks >= Suspicion.GiveUp)
        {
            entry.Dirty = false;
            _ = _waiting.Remove(message.Topic) || _unhurried.Remove(message.Topic);
            return false;
        }

        Mark(message.Topic, entry);
        return true;
    }

    private void Mark(string topic, StateEntry entry)
    {
        if (!entry.Dirty)
        {
            entry.Dirty = true;
            LaneOf(entry).Add(topic);
        }
    }

    // The device whose values were to be emptied lives again, and would read the empty ones as faults.
    private bool IsBack(StateEntry entry) =>
        entry.Message.After is { } device && _states.TryGetValue(device, out var first) && !first.Message.Payload.IsEmpty;

    private TimeSpan WaitOf(StateEntry entry)
    {
        var own = entry.Wait(time);
        if (entry.Message.After is not { } after || !_states.TryGetValue(after, out var first))
        {
            return own;
        }

        // A broker that refused it will not take it later.
        var its = first.Wait(time);
        its = first.IsGone || (!first.Dirty && its < -Patience) ? its : Breath;
        return its > own ? its : own;
    }

    private List<string> LaneOf(StateEntry entry) => entry.Message.Order == StateOrder.People ? _unhurried : _waiting;

    private void RemoveWhenOver(string topic, StateEntry entry)
    {
        if (!entry.Dirty && entry.Wait(time) <= TimeSpan.Zero)
        {
            _states.Remove(topic);
        }
    }
}
