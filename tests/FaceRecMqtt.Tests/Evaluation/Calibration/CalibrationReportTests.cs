using FaceRecMqtt.Evaluation.Calibration;

namespace FaceRecMqtt.Tests.Evaluation.Calibration;

/// <summary>Limits found from scores whose distribution is known.</summary>
public sealed class CalibrationReportTests
{
    private const double Mean = 0.05, Spread = 0.08;

    // A normal distribution exceeds its mean by 3.0902 spreads once in a thousand.
    private const double OneInThousand = Mean + (3.0902 * Spread);

    private static readonly CalibrationOptions Options = new() { LowestThreshold = 0.1f };

    [Fact]
    public void With_many_comparisons_the_threshold_keeps_the_false_match_rate_and_is_hardly_higher()
    {
        var proposals = Enumerable.Range(1, 40).Select(seed => CalibrationReport.Of(Drawn(seed, 200, 100_000), Options).Proposal!).ToArray();
        Assert.All(proposals, proposal => Assert.InRange(proposal.Threshold, OneInThousand - 0.01, OneInThousand + 0.02));
        // 95 % sure each time: of 40, more than six that miss would be a chance of one in a thousand.
        Assert.InRange(proposals.Count(proposal => proposal.Threshold < OneInThousand), 0, 6);
        Assert.All(proposals, proposal => Assert.True(proposal.IsRateShown && proposal.FalseMatchesAtMost <= 1e-3));
    }

    [Fact]
    public void With_few_comparisons_the_threshold_is_above_the_most_alike_people()
    {
        var scores = Drawn(1, 60, 500);
        var proposal = CalibrationReport.Of(scores, Options).Proposal!;
        Assert.False(proposal.IsRateShown);
        Assert.Equal(scores.Impostor.Max() + 0.05f, proposal.Threshold, 2e-3);
        Assert.Equal(0, proposal.FalseMatches);
        Assert.InRange(proposal.FalseMatchesAtMost, 0.0059, 0.0060);
    }

    [Fact]
    public void No_threshold_is_proposed_below_the_floor() =>
        Assert.Equal(0.3f, CalibrationReport.Of(Drawn(1, 60, 500, shift: -0.3), new CalibrationOptions()).Proposal!.Threshold);

    [Fact]
    public void Rejected_pictures_of_the_people_themselves_are_counted()
    {
        var scores = Drawn(1, 100, 500) with { Genuine = [.. Enumerable.Repeat(0.9f, 90), .. Enumerable.Repeat(0.1f, 10)] };
        var proposal = CalibrationReport.Of(scores, Options).Proposal!;
        Assert.Equal(10, proposal.Rejected);
        Assert.InRange(proposal.RejectedAtMost, 0.16, 0.17);
    }

    [Theory]
    [InlineData(0.5f, 0.05f)]
    [InlineData(-0.08f, 0.1f)]
    [InlineData(-0.5f, 0.2f)]
    public void The_margin_covers_the_largest_lead_of_a_wrong_person(float smallestLead, float margin)
    {
        var scores = Drawn(1, 60, 500);
        Assert.Equal(margin, CalibrationReport.Of(scores with { Leads = [.. scores.Leads, smallestLead] }, Options).Proposal!.Margin, 1e-6);
    }

    [Theory]
    [InlineData(4, 60, 500)]
    [InlineData(9, 19, 500)]
    [InlineData(9, 60, 99)]
    public void Of_too_few_people_or_samples_nothing_is_proposed(int people, int genuine, int impostor)
    {
        var report = CalibrationReport.Of(Drawn(1, genuine, impostor) with { People = people }, Options);
        Assert.Equal((CalibrationVerdict.TooFew, null), (report.Verdict, report.Proposal));
    }

    [Fact]
    public void Where_people_are_as_like_others_as_themselves_nothing_is_proposed()
    {
        var scores = Drawn(1, 60, 500);
        var report = CalibrationReport.Of(scores with { Impostor = [.. scores.Impostor, 0.95f] }, Options);
        Assert.Equal((CalibrationVerdict.Overlapping, null), (report.Verdict, report.Proposal));
    }

    private static GalleryScores Drawn(int seed, int genuine, int impostor, double shift = 0)
    {
        var random = new Random(seed);
        float Normal(double mean, double spread) =>
            (float)(mean + (spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
        float[] own = [.. Enumerable.Range(0, genuine).Select(_ => Normal(0.75, 0.06))];
        return new GalleryScores(20, genuine, own, [.. Enumerable.Range(0, impostor).Select(_ => Normal(Mean + shift, Spread))], [.. own.Select(score => score - 0.2f)], null);
    }
}
