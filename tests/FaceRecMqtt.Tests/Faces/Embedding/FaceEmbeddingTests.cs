using CsCheck;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Tests.Faces.Embedding;

/// <summary>Direction and length of raw model outputs, and how far they are trusted.</summary>
public sealed class FaceEmbeddingTests
{
    private static readonly Gen<float[]> Raw = Gen.Float[-10, 10].Array[1, 600].Where(raw => raw.Any(value => Math.Abs(value) > 0.01f));

    [Fact]
    public void The_direction_has_length_one_and_the_length_is_kept() => Raw.Sample(raw =>
    {
        var embedding = FaceEmbedding.FromRaw(raw);
        var length = Math.Sqrt(raw.Sum(value => (double)value * value));
        Assert.Equal(length, embedding.PreNorm, length * 1e-4);
        for (var i = 0; i < raw.Length; i++)
        {
            Assert.Equal(raw[i] / length, embedding.Unit.Span[i], 1e-4);
        }
    });

    [Fact]
    public void Similarity_is_the_cosine_of_the_angle() => Gen.Select(Raw, Gen.Int[0, 1000]).Sample((raw, seed) =>
    {
        var random = new Random(seed);
        var other = raw.Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var cosine = raw.Zip(other, (x, y) => (double)x * y).Sum() / Math.Sqrt(raw.Sum(x => (double)x * x) * other.Sum(y => (double)y * y));
        Assert.Equal(cosine, FaceEmbedding.FromRaw(raw).SimilarityTo(FaceEmbedding.FromRaw(other)), 1e-4);
    });

    [Fact]
    public void A_face_is_fully_similar_to_itself_and_never_beyond_the_range() => Raw.Sample(raw =>
    {
        var embedding = FaceEmbedding.FromRaw(raw);
        var opposite = FaceEmbedding.FromRaw([.. raw.Select(value => -value)]);
        Assert.InRange(embedding.SimilarityTo(embedding), 0.9999f, 1f);
        Assert.InRange(embedding.SimilarityTo(opposite), -1f, -0.9999f);
    });

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-8f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(3e38f)]
    public void Without_a_direction_there_is_no_embedding_and_the_buffer_stays(float value)
    {
        float[] unit = [7, 7];
        Assert.False(FaceEmbedding.TryNormalize([value, value], unit, out var preNorm));
        Assert.Equal([7f, 7f], unit);
        Assert.False(preNorm > FaceEmbedding.ShortestRaw && float.IsFinite(preNorm));
        Assert.Throws<ArgumentException>(() => FaceEmbedding.FromRaw([value, value]));
    }

    [Fact]
    public void It_may_be_normalised_in_place_without_allocating()
    {
        float[] raw = [3, 0, 4];
        FaceEmbedding.TryNormalize([1, 1, 1], new float[3], out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var hasDirection = FaceEmbedding.TryNormalize(raw, raw, out var preNorm);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(hasDirection);
        Assert.Equal(5, preNorm, 1e-5f);
        Assert.Equal([0.6f, 0, 0.8f], raw);
    }

    [Fact]
    public void Embeddings_of_different_lengths_are_never_compared() =>
        Assert.Throws<ArgumentException>(() => FaceEmbedding.Similarity([1], [1, 0]));

    [Theory]
    [InlineData(1.8f, 3.0f, 1.0f, 0f)]
    [InlineData(1.8f, 3.0f, 1.8f, 0f)]
    [InlineData(1.8f, 3.0f, 2.4f, 0.5f)]
    [InlineData(1.8f, 3.0f, 3.0f, 1f)]
    [InlineData(1.8f, 3.0f, 9.0f, 1f)]
    [InlineData(2f, 2f, 2f, 0f)]
    [InlineData(2f, 2f, 2.001f, 1f)]
    [InlineData(2f, 2f, 1.999f, 0f)]
    public void Trust_rises_in_a_straight_line_or_at_once(float low, float high, float preNorm, float weight) =>
        Assert.Equal(weight, new PreNormGate(low, high).Weight(preNorm), 1e-5f);
}
