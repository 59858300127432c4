using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Watches for one enrolment: settles on a camera, chooses looks, guides the person, follows a switch of the backend.</summary>
/// <param name="request">Whom to learn.</param>
/// <param name="session">Where looks come from.</param>
/// <param name="guide">Is told what became of each look.</param>
/// <param name="intake">Knows whom looks resemble.</param>
/// <param name="active">Which backend serves.</param>
/// <param name="options">What a face must offer.</param>
/// <param name="model">The model that serves at the beginning.</param>
internal sealed class LookCollector(
    LiveEnrolmentRequest request, LookSession session, EnrolmentGuide guide, SampleIntake intake, ActiveBackend active, EnrolmentOptions options, Faces.Embedding.EmbeddingModel model)
{
    // How often one enrolment follows a switch of the backend.
    private const int MostMoves = 3;

    // Chosen looks when they were last compared with everybody.
    private int _compared;

    /// <summary>What was chosen so far.</summary>
    public LookSelection Selection { get; private set; } = new(options, model, request.Samples);

    /// <summary>The camera, or those it never settled between, for a text.</summary>
    public string Where => string.Join(" and ", session.Cameras);

    /// <summary>What the cameras showed.</summary>
    public LookCounts Seen => Selection.Counts with { Dropped = session.Dropped };

    /// <summary>Watches until enough looks are chosen or patience runs out.</summary>
    /// <param name="looks">Where the session is closed, so that no more come in.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <returns>Why it could not go on, or null.</returns>
    public async Task<EnrolmentRefusal?> CollectAsync(LiveLooks looks, TimeProvider time, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(request.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        while (!Selection.IsComplete)
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

            if (session.Wants(look.Camera) && await JudgeAsync(look, cancellation).ConfigureAwait(false) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Embeds what was chosen by the backend that serves now.</summary>
    /// <returns>Why that was not possible, or null.</returns>
    public async Task<EnrolmentRefusal?> FollowAsync(CancellationToken cancellation)
    {
        while (Selection.Moves < MostMoves && active.Current is { } thread)
        {
            var crops = Selection.Crops;
            try
            {
                var raw = crops.Count == 0 ? [] : await thread.RunAsync(backend => CropBatch.Embed(backend, crops), cancellation).ConfigureAwait(false);
                Selection.Move(thread.Model, raw);
                _compared = 0;
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

    private async Task<EnrolmentRefusal?> JudgeAsync(KeptLook look, CancellationToken cancellation)
    {
        if (session.Cameras.Count > 1 && look.FacesInView == 1 && SampleRules.Judge(look.Quality, options) is null)
        {
            // What the other cameras showed until now says nothing of this person.
            session.Settle(look.Camera);
            guide.Settle(look.Camera);
            Selection = new LookSelection(options, Selection.Model, request.Samples);
            _compared = 0;
        }

        if (look.Model != Selection.Model && active.Current?.Model == look.Model && await FollowAsync(cancellation).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var verdict = look.Model == Selection.Model ? Selection.Consider(look) : Selection.PassOver();
        guide.See(look, verdict, Selection.Poses);
        return Stranger();
    }

    // Whoever stands there and is somebody else would be refused in the end: they need not turn their head until then.
    private EnrolmentRefusal.LooksLikeOther? Stranger()
    {
        var chosen = Selection.Chosen;
        if (request.Force || !Selection.IsSettled || chosen == _compared)
        {
            return null;
        }

        _compared = chosen;
        return intake.Stranger(request.Name, Selection.Samples(""), Selection.Model);
    }
}
