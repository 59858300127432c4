using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Tests.Recognition.Accuracy;

/// <summary>A face of the test pictures as a camera would report it when nobody is enrolled.</summary>
/// <param name="Person">Who it is; strangers are numbered, one of them is in two pictures.</param>
/// <param name="Look">The look.</param>
internal sealed record PicturedFace(string Person, UnknownLook Look)
{
    public const string Twice = "the woman of two pictures";

    /// <summary>All faces of good grade: 40 greyscale portraits, the labelled faces of five colour scenes, strangers.</summary>
    public static List<PicturedFace> All(IInferenceBackend backend)
    {
        List<PicturedFace> all = [];
        foreach (var (person, number) in LabelledPictures.People.SelectMany(person => Enumerable.Range(1, 5).Select(number => (person, number))))
        {
            using var portrait = LabelledPictures.Read(LabelledPictures.Portrait(person, number));
            foreach (var face in Find(portrait))
            {
                Add(person, portrait, face);
            }
        }

        foreach (var (file, labels) in LabelledPictures.Scenes())
        {
            using var scene = LabelledPictures.Read(LabelledPictures.Scene(file));
            foreach (var face in Find(scene))
            {
                var label = labels.MaxBy(label => label.Box.IntersectionOverUnion(face.Box));
                if (label.Box.IntersectionOverUnion(face.Box) > 0.3f)
                {
                    Add(label.Person, scene, face);
                }
            }
        }

        for (var number = 1; number <= 6; number++)
        {
            using var picture = LabelledPictures.Read(LabelledPictures.Stranger(number));
            var faces = Find(picture).OrderBy(face => face.Box.X).ToArray();
            for (var i = 0; i < faces.Length; i++)
            {
                // The right one of the first picture is the middle one of the third.
                Add((number, i, faces.Length) is (1, 2, 3) or (3, 1, 3) ? Twice : $"stranger {number}.{i}", picture, faces[i]);
            }
        }

        return all;

        IReadOnlyList<FaceDetection> Find(Frame picture) => PictureSearch.Find(backend, picture, 30, 0.6f, CancellationToken.None);

        void Add(string person, Frame picture, in FaceDetection face)
        {
            var crop = new byte[AlignedFace.Bytes];
            Assert.True(new FaceAligner().TryAlign(picture, face.Landmarks, crop));
            var raw = new float[backend.Model.Length];
            backend.Embed(crop, 1, raw);
            var embedding = FaceEmbedding.FromRaw(raw);
            var look = new UnknownLook(crop, embedding, embedding.Unit, new FaceAssessor(new QualityThresholds()).Assess(face, crop), backend.Model);
            if (look.IsWorthKeeping)
            {
                all.Add(new PicturedFace(person, look));
            }
        }
    }
}
