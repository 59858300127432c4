namespace FaceRecMqtt.Mqtt.Session;

/// <summary>The latest state of one topic. Guarded by the outbox's lock.</summary>
internal sealed class StateEntry(OutgoingMessage message)
{
    public OutgoingMessage Message { get; set; } = message;

    /// <summary>Waits to be sent.</summary>
    public bool Dirty { get; set; }

    /// <summary>When it was last handed to the sender; null before the first time.</summary>
    public DateTimeOffset? Taken { get; set; }

    public DateTimeOffset Due => Taken is { } taken ? taken + Message.Spacing : DateTimeOffset.MinValue;
}
