using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Learns a person from the live view of a camera: collects good and differing looks of one face, then stores them in one piece.</summary>
/// <param name="active">Which backend serves.</param>
/// <param name="gallery">Where people are kept.</param>
/// <param name="looks">Where camera workers offer what they see.</param>
/// <param name="options">What a face must offer.</param>
/// <param name="time">Clock.</param>
public sealed class LiveEnrolment(ActiveBackend active, FaceGallery gallery, LiveLooks looks, EnrolmentOptions options, TimeProvider time)
{
    private readonly SampleIntake _intake = new(gallery);

    /// <summary>Watches until enough looks are chosen or patience runs out. One enrolment per camera at a time.</summary>
    /// <param name="request">Whom to learn.</param>
    /// <param name="guided">Is told what the person should do, how far it is, and how it ended; on any thread, in order; returns at once.</param>
    /// <param name="cancellation">Calls it off until the samples are stored.</param>
    /// <returns>What became of it; <see cref="EnrolmentRefusal.Busy"/> is told to the caller alone, for whoever stands there is being guided already.</returns>
    /// <exception cref="OperationCanceledException">Called off; nothing was stored.</exception>
    public async Task<LiveEnrolmentResult> RunAsync(LiveEnrolmentRequest request, Action<EnrolmentGuidance> guided, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(request.Cameras.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Samples);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Patience, TimeSpan.Zero);
        if (looks.Open(request.Cameras) is not { } session)
        {
            return new LiveEnrolmentResult.Refused(new EnrolmentRefusal.Busy(string.Join(" and ", request.Cameras)), default);
        }

        try
        {
            using var guide = new EnrolmentGuide(request.Name, session.Cameras is [var only] ? only : null, request.Samples, guided, time);
            var result = gallery.FindFull(request.Name) is { } full && !request.Force
                // Nobody has to stand there for that.
                ? new LiveEnrolmentResult.Refused(new EnrolmentRefusal.Full(full, request.Samples), default)
                : active.Current is { } thread
                ? await RunAsync(request, session, guide, thread.Model, cancellation).ConfigureAwait(false)
                : new LiveEnrolmentResult.Refused(new EnrolmentRefusal.BackendUnavailable(ServingWork.NobodyServes), default);
            guide.End(result);
            return result;
        }
        finally
        {
            looks.Close(session);
        }
    }

    private async Task<LiveEnrolmentResult> RunAsync(
        LiveEnrolmentRequest request, LookSession session, EnrolmentGuide guide, EmbeddingModel model, CancellationToken cancellation)
    {
        var collector = new LookCollector(request, session, guide, _intake, active, options, model);
        var refusal = await collector.CollectAsync(looks, time, cancellation).ConfigureAwait(false);
        looks.Close(session);
        while (refusal is null && (refusal = collector.Selection.Refusal(collector.Where, request.Patience)) is null)
        {
            cancellation.ThrowIfCancellationRequested();
            var selection = collector.Selection;
            switch (_intake.Take(request.Name, selection.Samples($"camera:{collector.Where}"), selection.Model, request.Force))
            {
                case IntakeResult.Stored stored:
                    return new LiveEnrolmentResult.Enrolled(stored.Person, stored.Samples, request.Samples, collector.Seen, selection.Model);
                case IntakeResult.Known known:
                    return new LiveEnrolmentResult.Enrolled(known.Person, 0, request.Samples, collector.Seen, selection.Model);
                case IntakeResult.Refused refused:
                    refusal = refused.Why;
                    break;
                default:
                    refusal = await collector.FollowAsync(cancellation).ConfigureAwait(false);
                    break;
            }
        }

        return new LiveEnrolmentResult.Refused(refusal, collector.Seen);
    }
}
