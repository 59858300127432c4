using CsCheck;
using FaceRecMqtt.Evaluation.Calibration;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Tests.Evaluation.Calibration;

public sealed class GalleryScoresTests
{
    private static readonly Gen<IndexedSample> Sample = Gen.Select(Gen.Int[0, 4], Gen.Bool, Gen.Float[-1, 1].Array[8]).Where((_, _, raw) => raw.Any(value => Math.Abs(value) > 0.01f))
        .Select((person, isAnchor, raw) => new IndexedSample($"p{person}", "", FaceEmbedding.FromRaw(raw).Unit) { IsAnchor = isAnchor });

    [Fact]
    public void Scores_are_those_of_a_plain_comparison_of_all_pairs() => Sample.Array[0, 25].Sample(all =>
    {
        var samples = all.Where(sample => !sample.IsAnchor).OrderBy(sample => sample.Person).ToArray();
        var people = samples.Select(sample => sample.Person).Distinct().ToArray();
        double Best(int probe, string person) => samples.Select((sample, i) => (sample, i)).Where(pair => pair.i != probe && pair.sample.Person == person)
            .Select(pair => (double)FaceEmbedding.Similarity(samples[probe].Unit.Span, pair.sample.Unit.Span)).DefaultIfEmpty(double.NaN).Max();
        var scores = GalleryScores.Of(all);
        Assert.Equal((people.Length, samples.Length), (scores.People, scores.Samples));
        var genuine = samples.Select((sample, i) => Best(i, sample.Person)).Where(score => !double.IsNaN(score)).ToArray();
        AssertSame(genuine, scores.Genuine);
        var impostor = samples.SelectMany((sample, i) => people.Where(person => person != sample.Person).Select(person => Best(i, person))).ToArray();
        AssertSame(impostor, scores.Impostor);
        AssertSame(
            people.Length < 2 ? [] : samples.Select((sample, i) => Best(i, sample.Person) - people.Where(person => person != sample.Person).Max(person => Best(i, person)))
                .Where(lead => !double.IsNaN(lead)),
            scores.Leads);
        Assert.Equal(impostor.Length > 0 ? impostor.Max() : null, (double?)scores.Nearest?.Similarity);
    });

    [Fact]
    public void Of_too_many_samples_an_even_part_of_each_person_is_compared()
    {
        var samples = Enumerable.Range(0, 10).SelectMany(person => Enumerable.Range(0, person == 0 ? 3 : 40).Select(i =>
            new IndexedSample($"p{person}", "", FaceEmbedding.FromRaw([person + 1, i, 1]).Unit)));
        var scores = GalleryScores.Of(samples, mostSamples: 100);
        Assert.Equal((10, 93), (scores.People, scores.Samples));
    }

    [Fact]
    public void An_empty_gallery_has_no_scores()
    {
        var scores = GalleryScores.Of([]);
        Assert.Equal((0, 0, 0, 0, null), (scores.People, scores.Samples, scores.Genuine.Length, scores.Leads.Length, scores.Nearest));
    }

    private static void AssertSame(IEnumerable<double> expected, float[] scores)
    {
        var (plain, found) = (expected.Order().ToArray(), scores.Order().ToArray());
        Assert.Equal(plain.Length, found.Length);
        Assert.All(plain.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
