namespace FaceRecMqtt.Evaluation.Calibration;

/// <summary>What a gallery's own scores say of the limits a model should have.</summary>
/// <param name="Verdict">Whether anything can be proposed.</param>
/// <param name="Scores">What it was found from.</param>
/// <param name="Proposal">The limits; null unless <see cref="CalibrationVerdict.Proposed"/>.</param>
public sealed record CalibrationReport(CalibrationVerdict Verdict, GalleryScores Scores, CalibrationProposal? Proposal)
{
    /// <summary>Finds limits.</summary>
    /// <remarks>
    /// The threshold is the lowest at which the comparisons show the false match rate with the confidence that is asked for (a binomial bound);
    /// where there are too few to show it, the largest similarity of two people and a guard. The margin is the largest lead of a wrong person and a guard.
    /// </remarks>
    /// <param name="scores">A gallery's scores by one model.</param>
    /// <param name="options">What to aim at.</param>
    public static CalibrationReport Of(GalleryScores scores, CalibrationOptions options)
    {
        if (scores.People < options.People || scores.Genuine.Length < options.Genuine || scores.Impostor.Length < options.Impostor)
        {
            return new(CalibrationVerdict.TooFew, scores, null);
        }

        float[] impostors = [.. scores.Impostor.OrderDescending()];
        var allowed = BinomialBound.MostErrors(impostors.Length, options.FalseMatchRate, options.Confidence);
        var least = allowed >= 0 ? Above(impostors[allowed]) : impostors[0] + options.Guard;
        var threshold = Rounded(Math.Max(least, options.LowestThreshold));
        var wrongLead = Math.Max(0, -scores.Leads.Min());
        var proposal = new CalibrationProposal(threshold, Rounded(Math.Clamp(wrongLead + options.MarginGuard, options.LowestMargin, options.LargestMargin)))
        {
            IsRateShown = allowed >= 0,
            FalseMatches = impostors.Count(score => score >= threshold),
            FalseMatchesAtMost = BinomialBound.Upper(impostors.Count(score => score >= threshold), impostors.Length, options.Confidence),
            Rejected = scores.Genuine.Count(score => score < threshold),
            RejectedAtMost = BinomialBound.Upper(scores.Genuine.Count(score => score < threshold), scores.Genuine.Length, options.Confidence),
        };
        // A threshold that most of the people's own pictures do not reach is none: two names for one person, or samples that are no good.
        return 2 * proposal.Rejected > scores.Genuine.Length
            ? new(CalibrationVerdict.Overlapping, scores, null)
            : new(CalibrationVerdict.Proposed, scores, proposal);
    }

    // Limits have three decimals; rounded up, so that what is to be kept out is.
    private static float Rounded(float value) => (float)(Math.Ceiling(Math.Round(value * 1000.0, 3)) / 1000);

    private static float Above(float score) => score + 0.0005f;
}
