using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>Made-up strangers whose similarities are known: different people 0, two views of one person the product of their cosines.</summary>
internal static class Strangers
{
    private const int People = 600, Views = 40;

    public static EmbeddingModel Model { get; } = new("fake", "cafe", People + Views, new PreNormGate(1, 2), 0.42f, 0.08f);

    /// <summary>A person's direction, turned towards a view of its own.</summary>
    /// <param name="person">0 to 599.</param>
    /// <param name="view">0 to 39.</param>
    /// <param name="degrees">How far.</param>
    public static float[] Unit(int person, int view = 0, float degrees = 20)
    {
        var unit = new float[Model.Length];
        var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
        (unit[person], unit[People + view]) = (cos, sin);
        return unit;
    }

    public static UnknownLook Look(
        int person, int view = 0, float degrees = 20, float preNorm = 3, FaceGrade grade = FaceGrade.Good, byte[]? crop = null, EmbeddingModel? model = null)
    {
        var unit = Unit(person, view, degrees);
        return new UnknownLook(crop ?? Crop(person, view), new FaceEmbedding(unit, preNorm), unit, Painted.GoodQuality with { Grade = grade }, model ?? Model);
    }

    public static NewSample Sample(int person, int view = 0, float degrees = 20) =>
        new(Crop(person, view), new FaceEmbedding(Unit(person, view, degrees), 3), Painted.GoodQuality, "picture");

    public static CameraReport.Decided Report(
        FaceEventType type, string track, DateTimeOffset at, UnknownLook? look = null, string? person = null, string camera = "door", float? similarity = null, float threshold = 0.42f)
    {
        var told = new FaceEvent
        {
            EventType = type,
            Seq = 1,
            Camera = camera,
            Track = track,
            Person = person,
            Identity = person ?? "unknown",
            Similarity = similarity,
            Threshold = threshold,
            PreNorm = 3,
            Quality = Painted.GoodQuality,
            Looks = 3,
            Backend = "cpu",
            DecidedBy = "cpu",
            Model = Model.Id,
            Box = [0, 0, 1, 1],
            CaptureTs = at,
            AgeMs = 0,
            Stale = false,
            TimingMs = new StageTimes(1, 1, 1, 1),
        };
        return new CameraReport.Decided(told, null, default) { Unknown = look };
    }

    private static byte[] Crop(int person, int view)
    {
        var crop = new byte[AlignedFace.Bytes];
        Array.Fill(crop, (byte)(person + (view * 7)));
        return crop;
    }
}
