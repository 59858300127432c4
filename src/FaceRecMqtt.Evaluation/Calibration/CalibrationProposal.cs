namespace FaceRecMqtt.Evaluation.Calibration;

/// <summary>Limits for a model, with how sure they are.</summary>
/// <param name="Threshold">Similarity to ask for, in [0, 1].</param>
/// <param name="Margin">Lead to ask for, in [0, 2].</param>
public sealed record CalibrationProposal(float Threshold, float Margin)
{
    /// <summary>Whether the comparisons are enough to show the false match rate; else the threshold is above the largest score of different people.</summary>
    public required bool IsRateShown { get; init; }

    /// <summary>Comparisons of different people that reach the threshold.</summary>
    public required int FalseMatches { get; init; }

    /// <summary>Upper bound of their rate, in [0, 1].</summary>
    public required double FalseMatchesAtMost { get; init; }

    /// <summary>Comparisons of one person that do not reach the threshold.</summary>
    public required int Rejected { get; init; }

    /// <summary>Upper bound of their rate, in [0, 1].</summary>
    public required double RejectedAtMost { get; init; }
}
