namespace FaceRecMqtt.Mqtt.Session;

/// <summary>The latest state of one topic. Guarded by the outbox's lock.</summary>
internal sealed class StateEntry(OutgoingMessage message)
{
    public OutgoingMessage Message { get; set; } = message;

    /// <summary>Waits to be sent.</summary>
    public bool Dirty { get; set; }

    /// <summary>The broker has forgotten the topic; kept only until its spacing is over.</summary>
    public bool IsGone { get; set; }

    /// <summary>How many connections the broker ended while the message was under way.</summary>
    public int Breaks { get; set; }

    /// <summary>When it was last handed to the sender, in the clock's own ticks; null before the first time.</summary>
    /// <remarks>Never the wall clock: a machine without a clock of its own jumps by years after its start.</remarks>
    public long? TakenAt { get; set; }

    /// <summary>What is left of its spacing; zero or less when it may be sent.</summary>
    public TimeSpan Wait(TimeProvider time) => TakenAt is { } taken ? Message.Spacing - time.GetElapsedTime(taken) : TimeSpan.Zero;
}
