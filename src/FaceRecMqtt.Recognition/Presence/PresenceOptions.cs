namespace FaceRecMqtt.Recognition.Presence;

/// <summary>When somebody counts as here, as away, and as having left a camera.</summary>
public sealed record PresenceOptions
{
    /// <summary>How long a person must be in view without a break before they count as present. Default 0: a decision already rests on evidence.</summary>
    public TimeSpan ArriveAfter { get; init; } = TimeSpan.Zero;

    /// <summary>How long no camera may have seen a person before they count as away. Default 300 s.</summary>
    public TimeSpan AwayAfter { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Who is seen again by the same camera within this time has not left it. Default 20 s; 0: every lost track has left.</summary>
    public TimeSpan VisitGap { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the time of the last sight is told anew while a person is in view. Default 30 s.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(30);
}
