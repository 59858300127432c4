namespace FaceRecMqtt.Evaluation.Calibration;

/// <summary>What a calibration aims at. Provisional values until measured on a large public set.</summary>
public sealed record CalibrationOptions
{
    /// <summary>How often a comparison with another person may name them. Default 0.001.</summary>
    public double FalseMatchRate { get; init; } = 1e-3;

    /// <summary>How sure that has to be. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Lead over the most alike people where there are too few comparisons to show the rate. Default 0.05.</summary>
    public float Guard { get; init; } = 0.05f;

    /// <summary>No threshold is proposed below it: different people reach it. Default 0.30.</summary>
    public float LowestThreshold { get; init; } = 0.30f;

    /// <summary>Added to the largest wrong lead. Default 0.02.</summary>
    public float MarginGuard { get; init; } = 0.02f;

    /// <summary>No margin is proposed below it. Default 0.05.</summary>
    public float LowestMargin { get; init; } = 0.05f;

    /// <summary>No margin is proposed above it. Default 0.20.</summary>
    public float LargestMargin { get; init; } = 0.20f;

    /// <summary>People without whom nothing is proposed. Default 5.</summary>
    public int People { get; init; } = 5;

    /// <summary>Comparisons of people with themselves without which nothing is proposed. Default 20.</summary>
    public int Genuine { get; init; } = 20;

    /// <summary>Comparisons of people with others without which nothing is proposed. Default 100.</summary>
    public int Impostor { get; init; } = 100;
}
