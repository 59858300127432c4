using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Identity;

namespace FaceRecMqtt.Faces.Tracking;

/// <summary>One face followed through the frames of one camera. Made and changed by its <see cref="FaceTracker"/>, on that tracker's thread.</summary>
/// <remarks>Never reused for another face: who still holds an ended track holds the same face's.</remarks>
public sealed class FaceTrack
{
    private readonly TrackerOptions _options;
    private readonly IdentityOptions _identityOptions;
    private FaceIdentity? _second;
    private Motion _motion;
    private float _bestScore;

    internal FaceTrack(long number, FaceDetection detection, TimeSpan now, TrackerOptions options, IdentityOptions identity)
    {
        (_options, Number, Detection, FirstSeen, LastSeen) = (options, number, detection, now, now);
        (Detections, IsInView, _bestScore) = (1, true, detection.Score);
        _identityOptions = identity;
        Identity = new FaceIdentity(identity);
    }

    /// <summary>Counts the tracker's tracks from 1; never reused.</summary>
    public long Number { get; }

    /// <summary>The newest detection.</summary>
    public FaceDetection Detection { get; private set; }

    /// <summary>Capture time of the first detection, on the tracker's clock.</summary>
    public TimeSpan FirstSeen { get; }

    /// <summary>Capture time of the newest detection, on the tracker's clock.</summary>
    public TimeSpan LastSeen { get; private set; }

    /// <summary>Whether the last update had a detection of it, so that <see cref="Detection"/> belongs to that frame.</summary>
    public bool IsInView { get; internal set; }

    /// <summary>Number of detections.</summary>
    public int Detections { get; private set; }

    /// <summary>Whether it is more than one weak detection. Smeared pictures give single ghost faces; do not embed or count those.</summary>
    public bool IsConfirmed => Detections >= 2 || _bestScore >= _options.ConfirmingScore;

    /// <summary>Whether the newest detection may as well have been another face's; the identity was told (<see cref="FaceIdentity.Flag"/>).</summary>
    internal bool WasAmbiguous { get; private set; }

    /// <summary>Whether the track has ended; it changes no more.</summary>
    public bool HasEnded { get; internal set; }

    /// <summary>Whether its leaving was told, after which nothing more is told of it.</summary>
    internal bool HasLeft { get; set; }

    /// <summary>Evidence of who it is; owned by the track.</summary>
    public FaceIdentity Identity { get; }

    /// <summary>The same by another model than the active one's, where that was asked too; made when first asked for.</summary>
    public FaceIdentity SecondIdentity => _second ??= new FaceIdentity(_identityOptions);

    /// <summary>Where the face should be: the newest box moved on with fading velocity.</summary>
    /// <param name="at">Time on the tracker's clock; up to <see cref="LastSeen"/> it is the newest box.</param>
    /// <returns>px; may leave the frame.</returns>
    public FaceBox Predict(TimeSpan at) => _motion.Move(Detection.Box, at - LastSeen, _options.Damping);

    internal void Bridge(TimeSpan unseen) => LastSeen += unseen;

    internal void See(FaceDetection detection, TimeSpan now, bool ambiguous)
    {
        _motion = _motion.After(Detection.Box, detection.Box, now - LastSeen, _options.VelocityMemory);
        (Detection, LastSeen, IsInView, WasAmbiguous) = (detection, now, true, ambiguous);
        Detections++;
        _bestScore = Math.Max(_bestScore, detection.Score);
        if (ambiguous)
        {
            Identity.Flag();
            _second?.Flag();
        }
    }
}
