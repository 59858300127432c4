using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Learns a person from a still picture with the backend that serves. Nothing is stored unless everything passes.</summary>
/// <param name="active">Which backend serves.</param>
/// <param name="gallery">Where people are kept.</param>
/// <param name="options">What a face must offer.</param>
public sealed class PictureEnrolment(ActiveBackend active, FaceGallery gallery, EnrolmentOptions options)
{
    private readonly PictureReader _reader = new(options);
    private readonly SampleIntake _intake = new(gallery);

    /// <summary>Learns one picture.</summary>
    /// <param name="name">Whose face it is.</param>
    /// <param name="picture">Borrowed until the task ends.</param>
    /// <param name="source">Kept with the sample: <c>picture</c>, or what else it came from.</param>
    /// <param name="force">Also when the face looks like somebody else, or the person has too many samples.</param>
    /// <param name="cancellation">Stops before the next step; what was stored stays.</param>
    /// <exception cref="OperationCanceledException">Called off; nothing was stored.</exception>
    public async Task<EnrolmentResult> EnrollAsync(PersonName name, Frame picture, string source, bool force, CancellationToken cancellation)
    {
        try
        {
            return await ServingWork.RunAsync(
                active,
                async thread =>
                {
                    // The token goes to the work only: the caller may dispose the picture as soon as this returns, so the work must have ended by then.
                    var (sample, refusal) = await thread
                        .RunAsync(backend => _reader.Read(backend, picture, source, cancellation), CancellationToken.None)
                        .ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                    return refusal is not null ? Refuse(refusal) : Result(_intake.Take(name, [sample!], thread.Model, force), sample!, thread);
                },
                cancellation).ConfigureAwait(false);
        }
        catch (BackendException fault)
        {
            return Refuse(new EnrolmentRefusal.BackendUnavailable(fault.Message));
        }
    }

    private static EnrolmentResult? Result(IntakeResult intake, NewSample sample, InferenceThread thread) => intake switch
    {
        IntakeResult.Stored stored => new EnrolmentResult.Enrolled(stored.Person, sample.Quality, sample.Embedding.PreNorm, thread.Model, stored.Similarity),
        IntakeResult.Known known =>
            new EnrolmentResult.AlreadyKnown(known.Person, known.Similarity, sample.Quality, sample.Embedding.PreNorm, thread.Model),
        IntakeResult.Refused refused => Refuse(refused.Why),
        _ => null,
    };

    private static EnrolmentResult.Refused Refuse(EnrolmentRefusal why) => new(why);
}
