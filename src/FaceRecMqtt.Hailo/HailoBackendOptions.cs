namespace FaceRecMqtt.Hailo;

/// <summary>What a configuration says of a Hailo backend.</summary>
public sealed record HailoBackendOptions
{
    /// <summary>An SCRFD HEF.</summary>
    public required string DetectorHef { get; init; }

    /// <summary>An ArcFace HEF.</summary>
    public required string RecogniserHef { get; init; }

    /// <summary>At or below this pre_norm an embedding is worthless. Default null: what suits the recogniser.</summary>
    public float? PreNormLow { get; init; }

    /// <summary>At or above this pre_norm an embedding is fully trusted. Default null: what suits the recogniser, at least <see cref="PreNormLow"/>.</summary>
    public float? PreNormHigh { get; init; }

    /// <summary>Lowest cosine similarity that is accepted, in [-1, 1]. Default null: what suits the recogniser.</summary>
    public float? Threshold { get; init; }

    /// <summary>Least lead over the runner-up, in [0, 2]. Default null: 0.08.</summary>
    public float? Margin { get; init; }
}
