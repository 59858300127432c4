using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.SecondLooks;

namespace FaceRecMqtt.Tests.Recognition.SecondLooks;

/// <summary>When a device's look settles who somebody is, and what the CPU may cost.</summary>
public sealed class SecondLookRuleTests
{
    private static readonly IndexedPerson Anna = new("anna", "Anna"), Bea = new("bea", "Bea");

    [Theory]
    [InlineData(12f, 0.20f, 0.00f, "similarity")]
    [InlineData(12f, 0.29f, 0.00f, "similarity")]
    [InlineData(12f, 0.12f, 0.00f, "similarity")]
    [InlineData(12f, 0.11f, 0.00f, null)]
    [InlineData(12f, 0.45f, 0.10f, null)]
    [InlineData(12f, 0.45f, 0.40f, "margin")]
    [InlineData(8.9f, 0.45f, 0.10f, "pre_norm")]
    [InlineData(8.9f, -0.1f, -0.2f, "pre_norm")]
    public void The_CPU_is_asked_below_the_gate_between_ceiling_and_acceptance_and_where_two_are_near(float preNorm, float similarity, float second, string? expected) =>
        Assert.Equal(expected, SecondLookRule.Reason(preNorm, new Match(Anna, similarity, Bea, second), new PreNormGate(9, 9), 0.30f, 0.08f, 0.12f));

    [Fact]
    public void With_nobody_enrolled_nobody_is_asked() =>
        Assert.Null(SecondLookRule.Reason(1, default, new PreNormGate(9, 9), 0.30f, 0.08f, 0.12f));

    [Theory]
    [InlineData(5, 1, 40, 50)]
    [InlineData(1000, 0.25, 40, 63)]
    [InlineData(1000, 1, 40, 250)]
    public void Embeddings_a_second_and_share_of_the_time_are_kept(float perSecond, float share, int tookMs, int most)
    {
        var budget = new SecondLookBudget(new SecondLookOptions { PerSecond = perSecond, CpuShare = share });
        var made = 0;
        for (var ms = 0; ms < 10_000; ms++)
        {
            if (budget.TryTake(TimeSpan.FromMilliseconds(ms)))
            {
                made++;
                budget.Spent(TimeSpan.FromMilliseconds(ms), TimeSpan.FromMilliseconds(tookMs));
            }
        }

        Assert.Equal(most, made);
    }
}
