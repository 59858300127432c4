using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Gives an unknown person a name: the kept faces become samples of that person, who may be known already.</summary>
/// <param name="unknowns">Who is unknown.</param>
/// <param name="gallery">Where people are kept.</param>
/// <param name="active">Which backend serves; it embeds the faces anew, whatever embedded them when they were kept.</param>
/// <param name="options">What a face must offer.</param>
/// <param name="logger">Log.</param>
public sealed class UnknownAssignment(UnknownPeople unknowns, FaceGallery gallery, ActiveBackend active, EnrolmentOptions options, ILogger logger)
{
    private readonly SampleIntake _intake = new(gallery);

    /// <summary>Gives a name.</summary>
    /// <param name="id">The unknown person's id.</param>
    /// <param name="name">The name.</param>
    /// <param name="force">Also when the face looks like somebody else, or the person has too many samples.</param>
    /// <param name="cancellation">Calls it off until the samples are stored.</param>
    /// <exception cref="OperationCanceledException">Called off; nothing was stored.</exception>
    public async Task<AssignmentResult> RunAsync(string id, PersonName name, bool force, CancellationToken cancellation)
    {
        try
        {
            return await ServingWork.RunAsync(
                active,
                async thread =>
                {
                    var faces = unknowns.Clusters.Faces(id);
                    if (faces.Count == 0)
                    {
                        return new AssignmentResult.NotFound();
                    }

                    var (samples, refusal) = await thread.RunAsync(backend => Read(backend, faces), cancellation).ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                    return samples.Count == 0 ? Refuse(refusal!) : Take(id, name, samples, thread, force);
                },
                cancellation).ConfigureAwait(false);
        }
        catch (BackendException fault)
        {
            return Refuse(new EnrolmentRefusal.BackendUnavailable(fault.Message));
        }
    }

    // Null: the model no longer serves.
    private AssignmentResult? Take(string id, PersonName name, IReadOnlyList<NewSample> samples, InferenceThread thread, bool force)
    {
        IntakeResult taken;
        try
        {
            // One transaction where both lie in one file.
            taken = _intake.Take(name, samples, thread.Model, force, unknowns.IsStored ? () => unknowns.Clusters.RemoveWithin(id) : null);
        }
        catch (KeyNotFoundException)
        {
            return new AssignmentResult.NotFound();
        }
        catch
        {
            unknowns.Reload();
            throw;
        }

        switch (taken)
        {
            case IntakeResult.Stored stored:
                return Assigned(id, new AssignmentResult.Assigned(stored.Person, stored.Samples, thread.Model));
            case IntakeResult.Known known:
                return Assigned(id, new AssignmentResult.Assigned(known.Person, 0, thread.Model));
            case IntakeResult.Refused refused:
                return Refuse(refused.Why);
            default:
                return null;
        }
    }

    private AssignmentResult.Assigned Assigned(string id, AssignmentResult.Assigned assigned)
    {
        // Where the faces were only in memory, or brought nothing new, they are still there.
        unknowns.Clusters.Remove(id);
        Log.Assigned(logger, id, assigned.Person.Id);
        return assigned;
    }

    // The samples, and what the first face that makes none breaks.
    private (IReadOnlyList<NewSample> Samples, EnrolmentRefusal? Refusal) Read(IInferenceBackend backend, IReadOnlyList<StoredUnknownFace> faces)
    {
        List<NewSample> samples = [];
        EnrolmentRefusal? first = null;
        var raw = new float[backend.Model.Length];
        foreach (var face in faces)
        {
            if (SampleRules.Judge(face.Quality, options) is { } poor)
            {
                first ??= poor;
                continue;
            }

            backend.Embed(face.Crop.AsSpan(0, AlignedFace.Bytes), 1, raw);
            if (SampleRules.Judge(raw, backend.Model, out var embedding) is { } weak)
            {
                first ??= weak;
                continue;
            }

            samples.Add(new NewSample(face.Crop, embedding, face.Quality, face.Source));
        }

        return (samples, first);
    }

    private static AssignmentResult.Refused Refuse(EnrolmentRefusal why) => new(why);
}
