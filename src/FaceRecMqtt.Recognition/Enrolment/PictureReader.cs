using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Search;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Makes a sample of the one face of a picture, on the backend's thread.</summary>
/// <remarks>
/// The widest face is the one meant. A second face refuses the picture, for whose name would it be? Passed over are only faces that could not be
/// learned from themselves (narrower than <see cref="EnrolmentOptions.MinFacePx"/>) and are narrower than a quarter of the main one (people in
/// the background, faces on posters), and what is no face at a closer look (<see cref="PhantomFace"/>).
/// </remarks>
internal sealed class PictureReader(EnrolmentOptions options)
{
    private const int BystanderPart = 4;

    private readonly FaceAssessor _assessor = new(new QualityThresholds());

    /// <summary>Reads a picture.</summary>
    /// <param name="backend">Called on its own thread.</param>
    /// <param name="picture">Borrowed for the call.</param>
    /// <param name="source">Where the picture came from.</param>
    /// <param name="cancellation">Obeyed between two steps.</param>
    /// <returns>The sample, or else why there is none.</returns>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    public (NewSample? Sample, EnrolmentRefusal? Refusal) Read(IInferenceBackend backend, Frame picture, string source, CancellationToken cancellation)
    {
        // Also what is too small to learn from is looked for: "too small, come nearer" helps more than "no face".
        var sure = options.MinDetectorScore ?? backend.MinimumScore;
        var faces = PictureSearch.Find(backend, picture, options.MinFacePx / 2f, sure, cancellation);
        if (faces.Count == 0)
        {
            return (null, new EnrolmentRefusal.NoFace("No face was found in the picture. Send one that shows the face from the front, upright and uncovered."));
        }

        var main = faces.MaxBy(face => face.Box.Width);
        var meant = faces.Count(face => (face.Box.Width >= options.MinFacePx || face.Box.Width * BystanderPart >= main.Box.Width)
            && !PhantomFace.Check(backend, picture, face, main, sure));
        if (meant > 1)
        {
            return (null, new EnrolmentRefusal.ManyFaces(meant, $"The picture shows {meant} faces; send one that shows this person alone."));
        }

        return Sample(backend, picture, main, source);
    }

    private (NewSample? Sample, EnrolmentRefusal? Refusal) Sample(IInferenceBackend backend, Frame picture, in FaceDetection face, string source)
    {
        var crop = new byte[AlignedFace.Bytes];
        if (!new FaceAligner().TryAlign(picture, face.Landmarks, crop))
        {
            return (null, new EnrolmentRefusal.NoFace("The eyes, nose and mouth of the face could not be made out. Send a picture that shows it from the front."));
        }

        var quality = _assessor.Assess(face, crop);
        if (SampleRules.Judge(quality, options) is { } poor)
        {
            return (null, poor);
        }

        var raw = new float[backend.Model.Length];
        backend.Embed(crop, 1, raw);
        var weak = SampleRules.Judge(raw, backend.Model, out var embedding);
        return weak is null ? (new NewSample(crop, embedding, quality, source), null) : (null, weak);
    }
}
