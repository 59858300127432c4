using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Tracking;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>Makes the events of one camera. One thread at a time. Allocates only when there is an event.</summary>
/// <param name="camera">Camera's name.</param>
/// <param name="staleAfter">Age of the deciding look from which an event is stale.</param>
/// <param name="lostAfter">The tracker's <see cref="TrackerOptions.LostAfter"/>: a face's leaving is always known that much later.</param>
public sealed class FaceEvents(string camera, TimeSpan staleAfter, TimeSpan lostAfter)
{
    /// <summary>The id of a track as events name it: <c>front_door-1812</c>.</summary>
    public string TrackId(FaceTrack track) => $"{camera}-{track.Number}";

    /// <summary>The event of a transition.</summary>
    /// <param name="track">The track that was observed.</param>
    /// <param name="transition">What <see cref="FaceIdentity.Observe"/> returned.</param>
    /// <param name="activeBackend">Name of the active backend.</param>
    /// <param name="times">Where the time went.</param>
    /// <param name="now">Now on the tracker's clock.</param>
    /// <returns>Null when there is nothing to tell: no transition, or the track has already left.</returns>
    public FaceEvent? Of(FaceTrack track, IdentityTransition transition, string activeBackend, StageTimes times, TimeSpan now)
    {
        if (transition == IdentityTransition.None || track.HasLeft || track.Identity.Decision is not { } decision)
        {
            return null;
        }

        var age = now - decision.Captured;
        return Compose(track, decision, EventType(transition), activeBackend, times) with
        {
            AgeMs = Milliseconds(age),
            Stale = age > staleAfter,
        };
    }

    /// <summary>The event of an ended track; once.</summary>
    /// <remarks>
    /// It repeats the final identity with the figures that decided it, but box, time and age are of the last sight of the face.
    /// It is stale only when it comes later than it had to.
    /// </remarks>
    /// <param name="track">A track of <see cref="FaceTracker.Ended"/>.</param>
    /// <param name="activeBackend">Name of the active backend.</param>
    /// <param name="now">Now on the tracker's clock.</param>
    /// <returns>Null when no event told of the track before, when it still lives, or when its leaving was told already.</returns>
    public FaceEvent? Left(FaceTrack track, string activeBackend, TimeSpan now)
    {
        if (!track.HasEnded || track.HasLeft || track.Identity.Decision is not { } decision)
        {
            return null;
        }

        track.HasLeft = true;
        var age = now - track.LastSeen;
        return Compose(track, decision, FaceEventType.Left, activeBackend, StageTimes.None) with
        {
            Box = PartOfFrame(track.Detection.Box, decision.FrameWidth, decision.FrameHeight),
            CaptureTs = decision.CapturedAt + (track.LastSeen - decision.Captured),
            AgeMs = Milliseconds(age),
            Stale = age - lostAfter > staleAfter,
            Seconds = (float)(track.LastSeen - track.FirstSeen).TotalSeconds,
        };
    }

    private FaceEvent Compose(FaceTrack track, in FaceDecision decision, FaceEventType type, string activeBackend, StageTimes times) => new()
    {
        EventType = type,
        Camera = camera,
        Track = TrackId(track),
        Person = track.Identity.Person,
        Identity = track.Identity.Name,
        Similarity = decision.Similarity,
        RunnerUp = decision.Match.RunnerUp is { } runnerUp ? new RunnerUp(runnerUp.Id, decision.Match.RunnerUpSimilarity) : null,
        Margin = decision.Match.Margin,
        Threshold = decision.Threshold,
        PreNorm = decision.PreNorm,
        Quality = decision.Quality,
        Looks = decision.Looks,
        Backend = activeBackend,
        DecidedBy = decision.DecidedBy,
        DecidedBecause = decision.Because,
        Model = decision.Model,
        Box = PartOfFrame(decision.Box, decision.FrameWidth, decision.FrameHeight),
        CaptureTs = decision.CapturedAt,
        AgeMs = 0,
        Stale = false,
        TimingMs = times,
    };

    // Detectors give boxes that reach over the edge; the contract's are parts of the frame.
    private static float[] PartOfFrame(FaceBox box, int width, int height)
    {
        var (left, top) = (Math.Clamp(box.X / width, 0, 1), Math.Clamp(box.Y / height, 0, 1));
        return [left, top, Math.Clamp(box.Right / width, 0, 1) - left, Math.Clamp(box.Bottom / height, 0, 1) - top];
    }

    private static int Milliseconds(TimeSpan age) => (int)Math.Clamp(age.TotalMilliseconds, 0, int.MaxValue);

    private static FaceEventType EventType(IdentityTransition transition) => transition switch
    {
        IdentityTransition.Recognized => FaceEventType.Recognized,
        IdentityTransition.Unknown => FaceEventType.Unknown,
        IdentityTransition.Changed => FaceEventType.Changed,
        _ => throw new ArgumentOutOfRangeException(nameof(transition), transition, "No event tells of this."),
    };
}
