namespace FaceRecMqtt.Mqtt.Session;

/// <summary>A message on its way to the broker.</summary>
/// <param name="Topic">Where.</param>
/// <param name="Payload">What; owned by the message from here on, not to be changed.</param>
/// <param name="Kind">What becomes of it in an outage.</param>
public sealed record OutgoingMessage(string Topic, ReadOnlyMemory<byte> Payload, MessageKind Kind)
{
    /// <summary>Whether the broker keeps it; states are retained unless said otherwise.</summary>
    public bool Retain { get; init; } = Kind == MessageKind.State;

    /// <summary>MQTT 5 correlation data of a reply; null for none.</summary>
    public byte[]? CorrelationData { get; init; }

    /// <summary>Shortest time between two messages of this topic; a state that comes too early waits. Default 0.</summary>
    public TimeSpan Spacing { get; init; }

    /// <summary>Topic of the device whose values this one clears; they go only after it, since whoever still shows them would read nothing as a fault.</summary>
    internal string? After { get; init; }

    /// <summary>Its place among the states of a connect.</summary>
    internal StateOrder Order { get; init; } = StateOrder.Values;

    /// <summary>Its place among everything that is no state: a final reply must not overtake its progress.</summary>
    internal long Sequence { get; init; }

    /// <summary>How many connections broke while it was under way.</summary>
    internal int Breaks { get; init; }
}
