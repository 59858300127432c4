using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Tests.Faces.Identity;

/// <summary>People who are random directions, and looks at them: direction plus noise, of any length.</summary>
internal static class Synthetic
{
    public const int Values = 128;
    public const float Threshold = 0.42f;
    public const float Margin = 0.08f;
    public const string Anna = "anna";
    public const string Bea = "bea";

    public static readonly EmbeddingModel Model = Named("fake", "0123456789");
    public static readonly GalleryIndex Everybody = Index(Model, Anna, Bea);

    public static EmbeddingModel Named(string name, string hash) => new(name, hash, Values, new PreNormGate(1.8f, 3), Threshold, Margin);

    public static GalleryIndex Index(EmbeddingModel model, params string[] people) =>
        new(model, people.Select(person => new IndexedSample(person, Title(person), Direction(person, model))));

    public static string Title(string person) => char.ToUpperInvariant(person[0]) + person[1..];

    /// <summary>Length 1; nearly orthogonal for different people or models.</summary>
    public static float[] Direction(string person, EmbeddingModel? model = null) =>
        Unit(new Random((person + (model ?? Model).Hash).Aggregate(17, (hash, letter) => (hash * 31) + letter)));

    /// <summary>A raw embedding.</summary>
    /// <param name="person">Anyone, enrolled or not.</param>
    /// <param name="noise">Length of the disturbance; the cosine to the person is about 1/√(1+noise²).</param>
    /// <param name="length">pre_norm.</param>
    /// <param name="seed">Of the disturbance.</param>
    /// <param name="model">Whose embedding.</param>
    public static float[] Raw(string person, float noise = 0.3f, float length = 4, int seed = 1, EmbeddingModel? model = null)
    {
        var (direction, disturbance) = (Direction(person, model), Unit(new Random(seed)));
        return Scaled([.. direction.Zip(disturbance, (value, other) => value + (noise * other))], length);
    }

    /// <summary>A raw embedding of a given cosine to one enrolled person.</summary>
    public static float[] Near(string person, float cosine, float length = 4)
    {
        var (direction, other) = (Direction(person), Direction("somebody else"));
        var dot = direction.Zip(other, (a, b) => a * b).Sum();
        var away = Scaled([.. direction.Zip(other, (a, b) => b - (dot * a))], 1);
        return Scaled([.. direction.Zip(away, (a, b) => (cosine * a) + (MathF.Sqrt(1 - (cosine * cosine)) * b))], length);
    }

    public static FaceQuality QualityOf(FaceGrade grade = FaceGrade.Good, int facePx = 100) => new(facePx, 0.8f, 0, 0, 0, 0.9f, grade);

    public static FaceLook Look(ReadOnlySpan<float> raw, FaceGrade grade = FaceGrade.Good, int facePx = 100, double atMs = 0) => new()
    {
        Raw = raw,
        Quality = QualityOf(grade, facePx),
        Box = new FaceBox(192, 108, 96, 108),
        FrameWidth = 1920,
        FrameHeight = 1080,
        CapturedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(atMs),
        Captured = TimeSpan.FromMilliseconds(atMs),
        Backend = "cpu",
    };

    public static IdentityTransition See(this FaceIdentity identity, float[] raw, FaceGrade grade = FaceGrade.Good, GalleryIndex? index = null) =>
        identity.Observe(Look(raw, grade), index ?? Everybody, Threshold, Margin);

    private static float[] Unit(Random random) => Scaled([.. Enumerable.Range(0, Values).Select(_ => (float)Gaussian(random))], 1);

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static float[] Scaled(float[] values, float length)
    {
        var factor = length / MathF.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => value * factor)];
    }
}
