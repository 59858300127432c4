using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;
using Microsoft.Extensions.Logging.Abstractions;

// Makes people P<first>, P<first + 1> … without end and prints each number once it is acknowledged: enrols three samples each, or, with the
// argument assign, meets a stranger and gives it the name. A test kills this process in the middle and looks at what is on the disk.
using var gallery = new FaceGallery(new GalleryOptions(args[0]), TimeProvider.System, NullLogger.Instance);
var quality = new FaceQuality(112, 0.5f, 0, 0, 0, 0.9f, FaceGrade.Good);
var first = int.Parse(args[1], null);
if (args is [_, _, "assign"])
{
    await AssignAsync();
}

var model = new EmbeddingModel("fake", "fake", 4, default, 0.4f, 0.08f);
var random = new Random(1);
for (var number = first; ; number++)
{
    var samples = Enumerable.Range(0, 3).Select(_ =>
    {
        var crop = new byte[AlignedFace.Bytes];
        random.NextBytes(crop);
        var embedding = FaceEmbedding.FromRaw([random.NextSingle(), 1, 1, 1]);
        return new NewSample(crop, embedding, quality, "picture");
    }).ToArray();
    gallery.Add(PersonName.Parse($"P{number}", out _)!, samples, model);
    Console.WriteLine(number);
}

async Task AssignAsync()
{
    var active = new ActiveBackend();
    await using var thread = await InferenceThread.StartAsync(new NumberedFaces());
    gallery.TryServe(thread.Model, () => active.Exchange(thread));
    using var unknowns = new UnknownPeople(gallery, active, new UnknownsOptions(), TimeProvider.System, NullLogger.Instance);
    var assignment = new UnknownAssignment(unknowns, gallery, active, new EnrolmentOptions(), NullLogger.Instance);
    for (var number = first; ; number++)
    {
        var crop = new byte[AlignedFace.Bytes];
        new Random(number).NextBytes(crop);
        BitConverter.TryWriteBytes(crop, number);
        var embedding = FaceEmbedding.FromRaw(NumberedFaces.Raw(number));
        var told = unknowns.Resolve(new CameraReport.Decided(Unknown(number), null, default)
        {
            Unknown = new UnknownLook(crop, embedding, embedding.Unit, quality, thread.Model),
        });
        var result = await assignment.RunAsync(told!.UnknownId!, PersonName.Parse($"P{number}", out _)!, force: false, CancellationToken.None);
        Console.WriteLine(result is AssignmentResult.Assigned ? number : throw new InvalidOperationException(result.ToString()));
    }
}

FaceEvent Unknown(int number) => new()
{
    EventType = FaceEventType.Unknown,
    Seq = number,
    Camera = "door",
    Track = $"door-{number}",
    Identity = FaceIdentity.UnknownName,
    Threshold = 0.4f,
    PreNorm = 3,
    Quality = quality,
    Looks = 3,
    Backend = "numbers",
    DecidedBy = "numbers",
    Model = "fake",
    Box = [0, 0, 1, 1],
    CaptureTs = TimeProvider.System.GetUtcNow(),
    AgeMs = 0,
    Stale = false,
    TimingMs = new StageTimes(1, 1, 1, 1),
};
