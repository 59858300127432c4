using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>Makes an anchor of the one face of a picture.</summary>
/// <param name="active">The backend that embeds.</param>
/// <param name="anchors">Where it goes.</param>
/// <param name="options">What a face must offer, as for a sample.</param>
public sealed class AnchorPicture(ActiveBackend active, AnchorSet anchors, EnrolmentOptions options)
{
    private readonly PictureReader _reader = new(options);

    /// <summary>Adds the face of a picture.</summary>
    /// <param name="idOrName">Who it is not.</param>
    /// <param name="picture">Borrowed until the task ends.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <returns>What became of it, or else why the picture cannot serve.</returns>
    public async Task<(AnchorAddition? Addition, EnrolmentRefusal? Refusal)> AddAsync(string idOrName, Frame picture, CancellationToken cancellation)
    {
        try
        {
            var outcome = await ServingWork.RunAsync(
                active,
                async thread =>
                {
                    // The token goes to the work only: the caller may dispose the picture as soon as this returns.
                    var (sample, refusal) = await thread
                        .RunAsync(backend => _reader.Read(backend, picture, "picture", cancellation), CancellationToken.None).ConfigureAwait(false);
                    var addition = sample is null ? null : anchors.Add(idOrName, sample, thread.Model);
                    return addition is AnchorAddition.OtherModel ? null : new Outcome(addition, refusal);
                },
                cancellation).ConfigureAwait(false);
            return (outcome.Addition, outcome.Refusal);
        }
        catch (BackendException fault)
        {
            return (null, new EnrolmentRefusal.BackendUnavailable(fault.Message));
        }
    }

    private sealed record Outcome(AnchorAddition? Addition, EnrolmentRefusal? Refusal);
}
