using System.Globalization;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Accuracy;

/// <summary>People enrolled from three portraits each are named in scenes, nobody is taken for somebody else, strangers get no name.</summary>
public sealed class PortraitsAndScenesTests
{
    [Theory]
    [InlineData(AccuracyPacks.Starter)]
    [InlineData(AccuracyPacks.Scrfd)]
    public async Task Of_23_faces_in_scenes_22_are_named_and_none_wrongly(string pack)
    {
        LabelledPictures.Need();
        await using var thread = await InferenceThread.StartAsync(AccuracyPacks.Open(pack));
        using var folder = new TemporaryFolder();
        using var gallery = Painted.Gallery(folder);
        var active = new ActiveBackend();
        gallery.TryServe(thread.Model, () => active.Exchange(thread));
        var enrolment = new PictureEnrolment(active, gallery, new EnrolmentOptions());
        foreach (var person in LabelledPictures.People)
        {
            foreach (var number in new[] { 1, 2, 3 })
            {
                using var portrait = LabelledPictures.Read(LabelledPictures.Portrait(person, number));
                var result = await enrolment.EnrollAsync(Painted.Name(person), portrait, "picture", force: false, CancellationToken.None);
                Assert.True(result is EnrolmentResult.Enrolled, $"{person}{number}: {(result as EnrolmentResult.Refused)?.Why.ToString() ?? result.ToString()}");
            }
        }

        var seen = await thread.RunAsync(backend => See(backend, gallery.Index(backend.Model)), CancellationToken.None);
        Report(pack, seen, thread.Model);
        var named = seen.Where(face => face.Match.IsAccepted(thread.Model.Threshold, thread.Model.Margin)).ToArray();
        Assert.DoesNotContain(named, face => face.Match.Best!.Name != face.Person);
        Assert.True(named.Length >= 22, $"{named.Length} of 23 named");
    }

    // Person is null for strangers.
    private static List<(string Picture, string? Person, Match Match, float PreNorm)> See(IInferenceBackend backend, GalleryIndex index)
    {
        List<(string Picture, string? Person, Match Match, float PreNorm)> seen = [];
        foreach (var (file, labels) in LabelledPictures.Scenes())
        {
            using var scene = LabelledPictures.Read(LabelledPictures.Scene(file));
            foreach (var face in PictureSearch.Find(backend, scene, 30, 0.6f, CancellationToken.None))
            {
                var label = labels.MaxBy(label => label.Box.IntersectionOverUnion(face.Box));
                Add(file, label.Box.IntersectionOverUnion(face.Box) > 0.3f ? label.Person : null, scene, face);
            }
        }

        foreach (var number in Enumerable.Range(1, 6))
        {
            using var picture = LabelledPictures.Read(LabelledPictures.Stranger(number));
            var faces = PictureSearch.Find(backend, picture, 30, 0.6f, CancellationToken.None);
            Assert.NotEmpty(faces);
            foreach (var face in faces)
            {
                Add($"sample{number}", null, picture, face);
            }
        }

        return seen;

        void Add(string picture, string? person, Frame frame, in FaceDetection face)
        {
            var crop = new byte[AlignedFace.Bytes];
            Assert.True(new FaceAligner().TryAlign(frame, face.Landmarks, crop));
            var raw = new float[backend.Model.Length];
            backend.Embed(crop, 1, raw);
            var embedding = FaceEmbedding.FromRaw(raw);
            seen.Add((picture, person, index.Find(embedding.Unit.Span), embedding.PreNorm));
        }
    }

    private static void Report(string pack, List<(string Picture, string? Person, Match Match, float PreNorm)> seen, EmbeddingModel model)
    {
        var output = TestContext.Current.TestOutputHelper;
        foreach (var (picture, person, match, preNorm) in seen)
        {
            output?.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{pack} {picture} {person ?? "-"}: {match.Best?.Name} {match.Similarity:0.000}, then {match.RunnerUp?.Name} {match.RunnerUpSimilarity:0.000}, pre_norm {preNorm:0.00}"));
        }

        var genuine = seen.Where(face => face.Match.Best?.Name == face.Person).Min(face => face.Match.Similarity);
        var impostor = seen.Max(face => face.Match.Best?.Name == face.Person ? face.Match.RunnerUpSimilarity : face.Match.Similarity);
        output?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{pack}: {seen.Count} faces, least genuine {genuine:0.000}, greatest impostor {impostor:0.000}, threshold {model.Threshold:0.00}"));
    }
}
