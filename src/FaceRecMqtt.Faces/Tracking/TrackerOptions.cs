namespace FaceRecMqtt.Faces.Tracking;

/// <summary>When a detection continues a track, and when a track ends.</summary>
/// <remarks>A size here is the square root of a box's area; distances are between centres, in mean sizes of the two boxes, so that near and far faces are judged alike.</remarks>
public sealed record TrackerOptions
{
    /// <summary>A face not seen for longer has left. Default 2 s.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Live tracks at most; beyond, the weakest detections start none. Default 64.</summary>
    public int MaxTracks { get; init; } = 64;

    /// <summary>Intersection over union with the predicted box from which a detection is plausible at any distance. Default 0.15.</summary>
    public float MinimumOverlap { get; init; } = 0.15f;

    /// <summary>Farthest centre from the predicted one, sizes, for a track seen just now. Default 0.75: a neighbour's face is at least one size away.</summary>
    public float Reach { get; init; } = 0.75f;

    /// <summary>How much farther per second since the track was last seen, sizes. Default 1.5, about a walking person's.</summary>
    public float ReachPerSecond { get; init; } = 1.5f;

    /// <summary>Farthest ever, sizes. Default 2.5.</summary>
    public float MaximumReach { get; init; } = 2.5f;

    /// <summary>Larger size over smaller at most. Default 2.</summary>
    public float SizeRatio { get; init; } = 2;

    /// <summary>Detections of at least this score choose their tracks before the others. Default 0.7.</summary>
    /// <remarks>Source: ByteTrack, Zhang et al. 2022: weak boxes may continue a track but must not take it from a strong one.</remarks>
    public float HighScore { get; init; } = 0.7f;

    /// <summary>One detection of at least this score confirms a track. Default 0.9.</summary>
    public float ConfirmingScore { get; init; } = 0.9f;

    /// <summary>A pairing is ambiguous when another one of the same track or detection is at least this part as good. Default 0.6.</summary>
    public float AmbiguousFrom { get; init; } = 0.6f;

    /// <summary>A track unseen for longer that is continued without overlap is ambiguous too: another face may stand there now. Default 0.5 s.</summary>
    public TimeSpan LeapAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time in which a predicted movement slows to 37 %: people stop and turn. Default 0.5 s.</summary>
    public TimeSpan Damping { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time over which velocity is averaged, against the detector's jitter. Default 0.1 s.</summary>
    public TimeSpan VelocityMemory { get; init; } = TimeSpan.FromMilliseconds(100);
}
