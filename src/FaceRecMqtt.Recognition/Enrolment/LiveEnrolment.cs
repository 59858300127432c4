using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
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
    // How often one enrolment follows a switch of the backend.
    private const int MostMoves = 3;

    private readonly SampleIntake _intake = new(gallery);

    /// <summary>Watches a camera until enough looks are chosen or patience runs out.</summary>
    /// <param name="name">Who stands before the camera.</param>
    /// <param name="camera">The camera; one enrolment per camera at a time.</param>
    /// <param name="samples">How many looks are wanted, at least 1.</param>
    /// <param name="patience">How long the camera is watched at most; with fewer looks than wanted those are stored.</param>
    /// <param name="force">Also when the face looks like somebody else, or the person has too many samples.</param>
    /// <param name="progress">Is told how many of how many are chosen; returns at once.</param>
    /// <param name="cancellation">Calls it off until the samples are stored.</param>
    /// <exception cref="OperationCanceledException">Called off; nothing was stored.</exception>
    public async Task<LiveEnrolmentResult> RunAsync(
        PersonName name, string camera, int samples, TimeSpan patience, bool force, Action<int, int> progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(patience, TimeSpan.Zero);
        if (active.Current is not { } thread)
        {
            return new LiveEnrolmentResult.Refused(
                new EnrolmentRefusal.BackendUnavailable("No backend serves at the moment. Try again when one does."), default);
        }

        if (looks.Open(camera) is not { } session)
        {
            return new LiveEnrolmentResult.Refused(new EnrolmentRefusal.Busy(camera), default);
        }

        var selection = new LookSelection(options, thread.Model, samples);
        EnrolmentRefusal? refusal;
        try
        {
            refusal = await CollectAsync(session, selection, patience, samples, progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            looks.Close(session);
        }

        while (refusal is null && (refusal = selection.Refusal(camera, patience)) is null)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (_intake.Take(name, selection.Samples($"camera:{camera}"), selection.Model, force))
            {
                case IntakeResult.Stored stored:
                    return new LiveEnrolmentResult.Enrolled(stored.Person, stored.Samples, samples, Seen(), selection.Model);
                case IntakeResult.Known known:
                    return new LiveEnrolmentResult.Enrolled(known.Person, 0, samples, Seen(), selection.Model);
                case IntakeResult.Refused refused:
                    refusal = refused.Why;
                    break;
                default:
                    refusal = await FollowAsync(selection, cancellation).ConfigureAwait(false);
                    break;
            }
        }

        return new LiveEnrolmentResult.Refused(refusal, Seen());

        LookCounts Seen() => selection.Counts with { Dropped = session.Dropped };
    }

    private async Task<EnrolmentRefusal?> CollectAsync(
        LookSession session, LookSelection selection, TimeSpan patience, int samples, Action<int, int> progress, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        while (!selection.IsComplete)
        {
            KeptLook? look;
            try
            {
                look = await session.Looks.ReadAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // No more come in; what waits was seen in time.
                looks.Close(session);
                if (!session.Looks.TryRead(out look))
                {
                    return null;
                }
            }

            var before = selection.Chosen;
            if (await JudgeAsync(look, selection, cancellation).ConfigureAwait(false) is { } refusal)
            {
                return refusal;
            }

            if (selection.Chosen != before)
            {
                progress(selection.Chosen, samples);
            }
        }

        return null;
    }

    private async Task<EnrolmentRefusal?> JudgeAsync(KeptLook look, LookSelection selection, CancellationToken cancellation)
    {
        if (look.Model != selection.Model && active.Current?.Model == look.Model
            && await FollowAsync(selection, cancellation).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (look.Model == selection.Model)
        {
            selection.Consider(look);
        }
        else
        {
            selection.PassOver();
        }

        return null;
    }

    /// <summary>Embeds what was chosen by the backend that serves now.</summary>
    /// <returns>Why that was not possible, or null.</returns>
    private async Task<EnrolmentRefusal?> FollowAsync(LookSelection selection, CancellationToken cancellation)
    {
        while (selection.Moves < MostMoves && active.Current is { } thread)
        {
            var crops = selection.Crops;
            try
            {
                var raw = crops.Count == 0 ? [] : await thread.RunAsync(backend => Embed(backend, crops), cancellation).ConfigureAwait(false);
                selection.Move(thread.Model, raw);
                return null;
            }
            catch (ObjectDisposedException) when (active.Current != thread)
            {
                // Replaced again meanwhile; the next one is asked, and at the end of the program there is none.
            }
            catch (BackendException fault)
            {
                return new EnrolmentRefusal.BackendUnavailable(fault.Message);
            }
        }

        return new EnrolmentRefusal.BackendUnavailable("The backend was switched again and again while the camera was watched. Try again when that is over.");
    }

    private static float[] Embed(IInferenceBackend backend, IReadOnlyList<byte[]> crops)
    {
        var pixels = new byte[crops.Count * AlignedFace.Bytes];
        for (var i = 0; i < crops.Count; i++)
        {
            crops[i].CopyTo(pixels.AsSpan(i * AlignedFace.Bytes));
        }

        var raw = new float[crops.Count * backend.Model.Length];
        backend.Embed(pixels, crops.Count, raw);
        return raw;
    }
}
