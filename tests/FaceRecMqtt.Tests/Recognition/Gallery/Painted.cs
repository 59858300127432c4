using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Gallery;

/// <summary>Crops, samples and galleries for tests.</summary>
internal static class Painted
{
    public static EmbeddingModel Model { get; } = new FakeBackend("cpu").Model;

    public static FaceQuality GoodQuality { get; } = new(112, 0.5f, 0, 0, 0, 0.9f, FaceGrade.Good);

    /// <summary>A crop of noise; the same seed gives the same crop.</summary>
    public static byte[] Crop(int seed)
    {
        // One colour per quarter, so that crops of different seeds point in different directions; noise, so that no byte is guessable.
        var random = new Random(seed);
        var colors = new byte[12];
        random.NextBytes(colors);
        var crop = new byte[AlignedFace.Bytes];
        for (var i = 0; i < crop.Length; i++)
        {
            var quarter = (i / 3 / AlignedFace.Size < AlignedFace.Size / 2 ? 0 : 2) + (i / 3 % AlignedFace.Size < AlignedFace.Size / 2 ? 0 : 1);
            crop[i] = (byte)Math.Clamp(colors[(quarter * 3) + (i % 3)] + random.Next(-9, 10), 0, 255);
        }

        return crop;
    }

    /// <summary>A crop whose embedding points where it is told to.</summary>
    /// <param name="direction">First of 12 values in [-1, 1]; the rest is 0.</param>
    public static byte[] Toward(params float[] direction)
    {
        var crop = new byte[AlignedFace.Bytes];
        for (var i = 0; i < crop.Length; i++)
        {
            var quarter = (i / 3 / AlignedFace.Size < AlignedFace.Size / 2 ? 0 : 2) + (i / 3 % AlignedFace.Size < AlignedFace.Size / 2 ? 0 : 1);
            var value = (quarter * 3) + (i % 3);
            // Between two grey values, half of the pixels each.
            crop[i] = (byte)(127 + ((i / 3) & 1) + (value < direction.Length ? 110 * direction[value] : 0));
        }

        return crop;
    }

    public static NewSample Sample(int seed) => Sample(Crop(seed));

    public static NewSample Sample(byte[] crop) =>
        new(crop, FaceEmbedding.FromRaw(FakeBackend.Raw(crop, Model.Hash)), GoodQuality, "picture");

    public static PersonName Name(string name) => PersonName.Parse(name, out _)!;

    public static FaceGallery Gallery(TemporaryFolder folder, TimeProvider? time = null, int samplesPerPerson = 20) => new(
        new GalleryOptions(folder.File("gallery.db")) { SamplesPerPerson = samplesPerPerson }, time ?? TimeProvider.System, NullLogger.Instance);
}
