namespace FaceRecMqtt.Mqtt.Session;

/// <summary>What becomes of a message that cannot be sent at once.</summary>
public enum MessageKind
{
    /// <summary>The latest of its topic counts: replaces an older one, is never dropped, is sent again at every connect.</summary>
    State,

    /// <summary>Kept in order up to the outbox limit; beyond it the oldest is dropped and counted.</summary>
    Event,

    /// <summary>Nice to have: only a few are kept, the oldest is dropped and counted.</summary>
    Droppable,
}
