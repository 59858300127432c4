namespace FaceRecMqtt.Faces.Quality;

/// <summary>Where the grades begin. A look that misses one "poor" bound is poor; one that keeps all "good" bounds is good.</summary>
public sealed record QualityThresholds
{
    /// <summary>Narrower faces are poor, px. Default 16: below, embeddings of different people draw together.</summary>
    public int PoorFacePx { get; init; } = 16;

    /// <summary>Good faces are at least this wide, px. Default 48.</summary>
    public int GoodFacePx { get; init; } = 48;

    /// <summary>Less sharp faces are poor, in [0, 1]. Default 0.08: a blur of 5 px in the crop, or a face of 10 px.</summary>
    public float PoorSharpness { get; init; } = 0.08f;

    /// <summary>Good faces are at least this sharp, in [0, 1]. Default 0.3: a blur of 2 px in the crop, or a face of 30 px.</summary>
    public float GoodSharpness { get; init; } = 0.3f;

    /// <summary>Faces turned further to either side are poor, degrees. Default 60.</summary>
    public float PoorYaw { get; init; } = 60;

    /// <summary>Good faces are turned at most this far to either side, degrees. Default 35.</summary>
    public float GoodYaw { get; init; } = 35;

    /// <summary>Faces that nod further up or down are poor, degrees. Default 60.</summary>
    public float PoorPitch { get; init; } = 60;

    /// <summary>Good faces nod at most this far up or down, degrees. Default 35.</summary>
    public float GoodPitch { get; init; } = 35;

    /// <summary>Faces the detector is less sure of are poor, in [0, 1]. Default 0.5.</summary>
    public float PoorScore { get; init; } = 0.5f;

    /// <summary>Good faces have at least this score, in [0, 1]. Default 0.7.</summary>
    public float GoodScore { get; init; } = 0.7f;
}
