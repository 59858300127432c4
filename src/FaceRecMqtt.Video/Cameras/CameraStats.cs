namespace FaceRecMqtt.Video.Cameras;

/// <summary>Counters and facts of a camera since the program started, at one moment.</summary>
public sealed record CameraStats
{
    /// <summary>Pictures decoded and handed to the slot.</summary>
    public required long Decoded { get; init; }

    /// <summary>Pictures withheld because they were damaged or came before the first key frame.</summary>
    public required long Damaged { get; init; }

    /// <summary>Pictures replaced in the slot before anyone looked at them.</summary>
    public required long Dropped { get; init; }

    /// <summary>Compressed bytes received.</summary>
    public required long Bytes { get; init; }

    /// <summary>Packets the transport reported as lost.</summary>
    public required long LostPackets { get; init; }

    /// <summary>Times a picture came again after the connection had been lost.</summary>
    public required long Reconnects { get; init; }

    /// <summary>Pictures per second over the last 10 s.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>Bits per second over the last 10 s.</summary>
    public required double BitsPerSecond { get; init; }

    /// <summary>Since the newest picture was captured; null before the first.</summary>
    public required TimeSpan? LastFrameAge { get; init; }

    /// <summary>Facts of the stream as it is now; null before the first connection.</summary>
    public required StreamFacts? Stream { get; init; }
}
