using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Extensions.Logging.Abstractions;

// Enrols people P<first>, P<first + 1> … without end, three samples each, and prints each number once it is acknowledged.
// A test kills this process in the middle and looks at what is on the disk.
var model = new EmbeddingModel("fake", "fake", 4, default, 0.4f, 0.08f);
using var gallery = new FaceGallery(new GalleryOptions(args[0]), TimeProvider.System, NullLogger.Instance);
var random = new Random(1);
for (var number = int.Parse(args[1], null); ; number++)
{
    var samples = Enumerable.Range(0, 3).Select(_ =>
    {
        var crop = new byte[AlignedFace.Bytes];
        random.NextBytes(crop);
        var embedding = FaceEmbedding.FromRaw([random.NextSingle(), 1, 1, 1]);
        return new NewSample(crop, embedding, new FaceQuality(112, 0.5f, 0, 0, 0, 0.9f, FaceGrade.Good), "picture");
    }).ToArray();
    gallery.Add(PersonName.Parse($"P{number}", out _)!, samples, model);
    Console.WriteLine(number);
}
