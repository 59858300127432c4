using System.Numerics.Tensors;
using CsCheck;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Tests.Faces.Matching;

/// <summary>The index against a plain search, and what it makes of ties and mistakes.</summary>
public sealed class GalleryIndexTests
{
    private const int Length = 3;

    private static readonly EmbeddingModel Model = new("test", "0123456789abcdef", Length, new PreNormGate(1, 2), 0.4f, 0.1f);

    private static readonly Gen<float[]> Unit = Gen.Select(Gen.Int[-5, 5], Gen.Int[-5, 5], Gen.Int[-5, 5])
        .Where((x, y, z) => (x, y, z) != (0, 0, 0)).Select((x, y, z) => FaceEmbedding.FromRaw([x, y, z]).Unit.ToArray());

    [Fact]
    public void The_two_nearest_people_are_those_of_a_plain_search() =>
        Gen.Select(Gen.Select(Gen.Int[0, 5], Unit).Array[0, 20], Unit).Sample((samples, probe) =>
        {
            var index = Index([.. samples.Select(sample => Sample($"p{sample.Item1}", sample.Item2))]);
            var ranked = samples.GroupBy(sample => $"p{sample.Item1}")
                .Select(person => (Id: person.Key, Score: person.Max(sample => Dot(sample.Item2, probe)))).OrderByDescending(person => person.Score).ToArray();
            var match = index.Find(probe);
            Assert.Equal(ranked.Length, index.People.Count);
            AssertPerson(ranked, 0, match.Best, match.Similarity);
            AssertPerson(ranked, 1, match.RunnerUp, match.RunnerUpSimilarity);
            Assert.NotEqual(match.Best?.Id ?? "", match.RunnerUp?.Id);
        });

    [Fact]
    public void A_person_counts_with_the_best_sample_and_is_never_the_own_runner_up()
    {
        var match = Index(Sample("a", [0, 1, 0]), Sample("b", [0.8f, 0.6f, 0]), Sample("a", [1, 0, 0]), Sample("a", [0.96f, 0.28f, 0])).Find([1, 0, 0]);
        Assert.Equal(("a", "b"), (match.Best?.Id, match.RunnerUp?.Id));
        Assert.Equal(1, match.Similarity, 1e-6f);
        Assert.Equal(0.2f, match.Margin!.Value, 1e-6f);
    }

    [Fact]
    public void With_anchors_too_the_two_nearest_people_are_those_of_a_plain_search() =>
        Gen.Select(Gen.Select(Gen.Int[0, 4], Gen.Bool, Unit).Array[0, 20], Unit).Sample((samples, probe) =>
        {
            var index = Index([.. samples.Select(sample => Sample($"p{sample.Item1}", sample.Item3) with { IsAnchor = sample.Item2 })]);
            // Equal vectors give equal products either way round, so "as near" is exact here too.
            float Score(IEnumerable<(int, bool, float[])> group, bool isAnchor) =>
                group.Where(sample => sample.Item2 == isAnchor).Select(sample => TensorPrimitives.Dot<float>(probe, sample.Item3)).DefaultIfEmpty(-2).Max();
            var ranked = samples.GroupBy(sample => $"p{sample.Item1}").Where(person => person.Any(sample => !sample.Item2))
                .Select(person => (Id: person.Key, Score: Score(person, false), Anchor: Score(person, true)))
                .Where(person => person.Anchor < person.Score).OrderByDescending(person => person.Score).Select(person => (person.Id, (double)person.Score)).ToArray();
            var match = index.Find(probe);
            AssertPerson(ranked, 0, match.Best, match.Similarity);
            AssertPerson(ranked, 1, match.RunnerUp, match.RunnerUpSimilarity);
            Assert.Equal(samples.Count(sample => !sample.Item2), index.SampleCount);
        });

    [Fact]
    public void An_anchor_as_near_as_the_best_sample_speaks_against_the_person()
    {
        var index = Index(Sample("a", [1, 0, 0]), Sample("a", [0.6f, 0.8f, 0]) with { IsAnchor = true }, Sample("b", [0, 0, 1]));
        Assert.Equal("a", index.Find([1, 0, 0]).Best?.Id);
        Assert.Equal(("b", null), Ids(index.Find(FaceEmbedding.FromRaw([0.8f, 0.8f, 0.1f]).Unit.Span)));
        // Exactly between the two.
        Assert.Equal("b", Index(Sample("a", [1, 0, 0]), Sample("a", [0, 1, 0]) with { IsAnchor = true }, Sample("b", [0, 0, 1]))
            .Find(FaceEmbedding.FromRaw([1, 1, 0]).Unit.Span).Best?.Id);
    }

    [Fact]
    public void A_look_alike_who_is_enrolled_is_named_with_full_margin_once_an_anchor_tells_them_apart()
    {
        float[] bea = [0.95f, MathF.Sqrt(1 - (0.95f * 0.95f)), 0];
        IndexedSample[] people = [Sample("anna", [1, 0, 0]), Sample("bea", bea), Sample("carl", [0, 0, 1])];
        var before = Index(people).Find(bea);
        Assert.Equal(("bea", "anna"), Ids(before));
        Assert.False(before.IsAccepted(0.4f, 0.1f));
        var index = Index([.. people, Sample("anna", bea) with { IsAnchor = true }]);
        var after = index.Find(bea);
        Assert.Equal(("bea", "carl"), Ids(after));
        Assert.True(after.IsAccepted(0.4f, 0.1f));
        Assert.Equal(("anna", "bea"), Ids(index.Find([1, 0, 0])));
    }

    [Fact]
    public void With_anchors_against_everybody_there_is_nobody()
    {
        var index = Index(Sample("a", [1, 0, 0]), Sample("a", [0.6f, 0.8f, 0]) with { IsAnchor = true });
        Assert.Equal(default, index.Find([0, 1, 0]));
        Assert.Equal(default, Index(Sample("a", [1, 0, 0]) with { IsAnchor = true }).Find([1, 0, 0]));
    }

    [Fact]
    public void An_own_threshold_takes_the_place_of_the_models_and_a_stricter_camera_holds_for_all()
    {
        var index = Index(Sample("a", [1, 0, 0]), Sample("b", [0, 1, 0]) with { Threshold = 0.3f }, Sample("c", [0, 0, 1]) with { Threshold = 0.6f });
        float Needed(string id, float asked) => index.ThresholdOf(index.Person(id), asked);
        Assert.Equal((0.4f, 0.3f, 0.6f), (Needed("a", 0.4f), Needed("b", 0.4f), Needed("c", 0.4f)));
        Assert.Equal((0.5f, 0.5f, 0.6f), (Needed("a", 0.5f), Needed("b", 0.5f), Needed("c", 0.5f)));
        Assert.Equal((0.35f, 0.3f, 0.6f), (Needed("a", 0.35f), Needed("b", 0.35f), Needed("c", 0.35f)));
        Assert.Equal(0.4f, index.ThresholdOf(null, 0.4f));
        Assert.True(index.Accepts(new Match(index.Person("b"), 0.31f, null, 0), 0.4f, 0));
        Assert.False(index.Accepts(new Match(index.Person("c"), 0.59f, null, 0), 0.4f, 0));
    }

    [Fact]
    public void A_gallery_may_ask_for_another_threshold_and_margin_than_the_model()
    {
        Assert.Equal((0.4f, 0.1f), (Index().Threshold, Index().Margin));
        var calibrated = new GalleryIndex(Model, [], 0.5f, 0.05f);
        Assert.Equal((0.5f, 0.05f), (calibrated.Threshold, calibrated.Margin));
    }

    [Fact]
    public void A_tie_goes_to_the_lower_id_whatever_the_order_of_the_samples()
    {
        IndexedSample[] samples = [Sample("b", [1, 0, 0]), Sample("a", [1, 0, 0]), Sample("c", [1, 0, 0])];
        foreach (var order in new[] { samples, [.. samples.Reverse()] })
        {
            var match = Index(order).Find([1, 0, 0]);
            Assert.Equal(("a", "b", 0f), (match.Best?.Id, match.RunnerUp?.Id, match.Margin));
        }
    }

    [Fact]
    public void An_empty_gallery_knows_nobody()
    {
        var match = Index().Find([1, 0, 0]);
        Assert.Equal(new Match(null, 0, null, 0), match);
        Assert.Null(match.Margin);
        Assert.False(match.IsAccepted(-1, 0));
    }

    [Theory]
    [InlineData(0.6f, 0.5f, true)]
    [InlineData(0.4f, 0.3f, true)]
    [InlineData(0.39f, 0.1f, false)]
    [InlineData(0.6f, 0.51f, false)]
    public void Near_enough_and_far_enough_ahead_is_accepted(float similarity, float runnerUp, bool isAccepted) =>
        Assert.Equal(isAccepted, new Match(new("a", "A"), similarity, new("b", "B"), runnerUp).IsAccepted(0.4f, 0.0999f));

    [Fact]
    public void Alone_in_the_gallery_only_the_threshold_counts()
    {
        var match = Index(Sample("a", [1, 0, 0])).Find([0.6f, 0.8f, 0]);
        Assert.True(match.IsAccepted(0.59f, 2));
        Assert.False(match.IsAccepted(0.61f, 0));
    }

    [Fact]
    public void People_are_found_by_their_id_and_named_by_their_first_sample()
    {
        var index = Index(new("b", "Bea", new float[] { 1, 0, 0 }), new("a", "Anna", new float[] { 1, 0, 0 }), new("b", "Other", new float[] { 0, 1, 0 }));
        Assert.Equal(["a", "b"], index.People.Select(person => person.Id));
        Assert.Equal("Bea", index.Person("b")?.Name);
        Assert.Null(index.Person("B"));
        Assert.Equal(3, index.SampleCount);
    }

    [Fact]
    public void A_later_change_of_a_sample_does_not_reach_the_index()
    {
        float[] unit = [1, 0, 0];
        var index = Index(Sample("a", unit));
        unit[0] = -1;
        Assert.Equal(1, index.Find([1, 0, 0]).Similarity);
    }

    [Fact]
    public void Samples_and_probes_of_another_model_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Index(Sample("a", [1, 0])));
        Assert.Throws<ArgumentException>(() => Index(Sample("a", [2, 0, 0])));
        Assert.Throws<ArgumentException>(() => Index(Sample("a", [float.NaN, 0, 0])));
        Assert.Throws<ArgumentException>(() => Index(Sample("a", [1, 0, 0])).Find([1, 0]));
    }

    [Fact]
    public void Finding_allocates_nothing()
    {
        var index = Index(Sample("a", [1, 0, 0]), Sample("b", [0, 1, 0]), Sample("b", [0, 0, 1]) with { IsAnchor = true });
        float[] probe = [1, 0, 0];
        index.Find(probe);
        var before = GC.GetAllocatedBytesForCurrentThread();
        index.Find(probe);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertPerson((string Id, double Score)[] ranked, int rank, IndexedPerson? person, float score)
    {
        if (rank >= ranked.Length)
        {
            Assert.Null(person);
            Assert.Equal(0, score);
            return;
        }

        Assert.Equal(ranked[rank].Score, score, 1e-5);
        // Among equals either order is right here.
        Assert.Equal(ranked[rank].Score, ranked.Single(other => other.Id == person!.Id).Score, 1e-5);
    }

    private static (string?, string?) Ids(in Match match) => (match.Best?.Id, match.RunnerUp?.Id);

    private static double Dot(float[] first, float[] second) => first.Zip(second, (x, y) => (double)x * y).Sum();

    private static IndexedSample Sample(string person, float[] unit) => new(person, person.ToUpperInvariant(), unit);

    private static GalleryIndex Index(params IndexedSample[] samples) => new(Model, samples);
}
