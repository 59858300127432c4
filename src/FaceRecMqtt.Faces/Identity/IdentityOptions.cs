namespace FaceRecMqtt.Faces.Identity;

/// <summary>How much evidence a verdict takes, and how often a face is embedded. Provisional values until measured on a calibration set.</summary>
public sealed record IdentityOptions
{
    /// <summary>Good looks before a track is called unknown. Default 3.</summary>
    public int GoodLooks { get; init; } = 3;

    /// <summary>Just below the threshold, or above it with too little margin, twice as many good looks are asked for. Width of that zone; default 0.08.</summary>
    public float GreyZone { get; init; } = 0.08f;

    /// <summary>Weight of a fair look; a good one has 1, a poor one 0. Default 0.5.</summary>
    public float FairWeight { get; init; } = 0.5f;

    /// <summary>Sum of weights from which the summed evidence decides. Default 1: one full good look or two fair ones, never a fair one alone.</summary>
    public float DecidingWeight { get; init; } = 1;

    /// <summary>Trust by pre_norm from which a look of good grade counts as a good look. Default 0.5.</summary>
    public float GoodTrust { get; init; } = 0.5f;

    /// <summary>Weight from which a look counts as one against a verdict. Default 0.25.</summary>
    public float UsableWeight { get; init; } = 0.25f;

    /// <summary>What a look of weight 1 leaves of the recent evidence before it. Default 0.4: after three looks 6 % of the old is left.</summary>
    public float RecentDecay { get; init; } = 0.4f;

    /// <summary>Usable looks in a row whose recent evidence is another person, before the verdict changes. Default 3.</summary>
    public int ContraryLooks { get; init; } = 3;

    /// <summary>The same after the tracker flagged an ambiguity. Default 2.</summary>
    public int ContraryLooksWhenFlagged { get; init; } = 2;

    /// <summary>Similarity that different people stay below. Default 0.30; never more than the threshold less <see cref="GreyZone"/>.</summary>
    public float ImpostorLevel { get; init; } = 0.30f;

    /// <summary>Longest pause between looks, frames. Default 32.</summary>
    public int LongestPause { get; init; } = 32;

    /// <summary>A face this much wider than at the best look is worth a new one while it has no name. Default 1.3.</summary>
    public float WiderBy { get; init; } = 1.3f;

    /// <summary>Looks in a row, in multiples of <see cref="GoodLooks"/>, after which an undecided or doubtful track is embedded less often too. Default 4.</summary>
    /// <remarks>A face that stays far away would else be embedded in every frame for nothing.</remarks>
    public int Patience { get; init; } = 4;
}
