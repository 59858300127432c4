using CsCheck;
using FaceRecMqtt.Evaluation.Calibration;

namespace FaceRecMqtt.Tests.Evaluation.Calibration;

public sealed class BinomialBoundTests
{
    [Theory]
    [InlineData(0, 100, 0.0295130)]
    [InlineData(0, 3000, 0.0009981)]
    [InlineData(1, 20, 0.2161062)]
    [InlineData(5, 50, 0.1988330)]
    public void The_bound_is_that_of_the_tables(int errors, int trials, double expected) =>
        Assert.Equal(expected, BinomialBound.Upper(errors, trials, 0.95), 1e-4);

    [Fact]
    public void Nothing_but_errors_bounds_nothing() => Assert.Equal(1, BinomialBound.Upper(7, 7, 0.95));

    [Fact]
    public void At_the_bound_so_few_errors_have_the_chance_that_is_left() => Gen.Select(Gen.Int[1, 100], Gen.Double[0.001, 0.9]).Sample((trials, part) =>
    {
        var errors = (int)(part * trials);
        var bound = BinomialBound.Upper(errors, trials, 0.95);
        // The plain sum of the distribution; products of fractions, no logarithms.
        double chance = 0, term = Math.Pow(1 - bound, trials);
        for (var k = 0; k <= errors; k++)
        {
            chance += term;
            term *= (double)(trials - k) / (k + 1) * bound / (1 - bound);
        }

        Assert.Equal(0.05, chance, 1e-6);
    });

    [Fact]
    public void The_most_errors_that_show_a_rate_are_those_whose_bound_is_below_it() => Gen.Select(Gen.Int[1, 20_000], Gen.Double[0.0005, 0.05]).Sample((trials, rate) =>
    {
        var most = BinomialBound.MostErrors(trials, rate, 0.95);
        Assert.True(most < 0 || BinomialBound.Upper(most, trials, 0.95) <= rate + 1e-9);
        Assert.True(most + 1 >= trials || BinomialBound.Upper(most + 1, trials, 0.95) > rate - 1e-9);
    }, iter: 50);

    [Theory]
    [InlineData(2994, -1)]
    [InlineData(2995, 0)]
    [InlineData(4760, 1)]
    public void A_thousandth_is_shown_by_three_thousand_trials_without_error(int trials, int most) =>
        Assert.Equal(most, BinomialBound.MostErrors(trials, 1e-3, 0.95));
}
