using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Identity;

namespace FaceRecMqtt.Faces.Tracking;

/// <summary>Follows the faces of one camera. One thread at a time.</summary>
/// <remarks>
/// Not every frame is searched everywhere, so a frame without a detection costs a track nothing: it ends by time alone.
/// Allocates only when a track starts or a frame has more faces than any before.
/// </remarks>
/// <param name="options">Gates and times.</param>
/// <param name="identity">Handed to each track's identity; null for the defaults.</param>
public sealed class FaceTracker(TrackerOptions options, IdentityOptions? identity = null)
{
    private readonly IdentityOptions _identity = identity ?? new IdentityOptions();
    private readonly Pairing _pairing = new(options);
    private readonly FaceTrack[] _tracks = new FaceTrack[options.MaxTracks];
    private readonly FaceTrack[] _ended = new FaceTrack[options.MaxTracks];
    private int _live;
    private int _endedCount;
    private long _started;
    private TimeSpan _now = TimeSpan.MinValue;

    /// <summary>Live tracks, oldest first; valid until the next call.</summary>
    public ReadOnlySpan<FaceTrack> Tracks => _tracks.AsSpan(0, _live);

    /// <summary>Tracks that the last call ended; valid until the next.</summary>
    public ReadOnlySpan<FaceTrack> Ended => _ended.AsSpan(0, _endedCount);

    /// <summary>Detections that started no track because there were <see cref="TrackerOptions.MaxTracks"/>.</summary>
    public long Overflow { get; private set; }

    /// <summary>Detections left out because their box was empty or not finite.</summary>
    public long Unusable { get; private set; }

    /// <summary>Takes the faces of one frame. Each continues one track or starts one; a track gets one at most.</summary>
    /// <param name="detections">In any order; copied.</param>
    /// <param name="now">Capture time of the frame on a monotonic clock; older than the last counts as the last.</param>
    public void Update(ReadOnlySpan<FaceDetection> detections, TimeSpan now)
    {
        Expire(now);
        foreach (var track in Tracks)
        {
            track.IsInView = false;
        }

        _pairing.Run(Tracks, detections, _now);
        var unpaired = 0;
        for (var i = 0; i < detections.Length; i++)
        {
            var track = _pairing.TrackOf(i);
            if (track >= 0)
            {
                _tracks[track].See(detections[i], _now, _pairing.IsAmbiguous(i));
            }
            else if (Affinity.IsUsable(detections[i].Box))
            {
                unpaired++;
            }
            else
            {
                Unusable++;
            }
        }

        Start(detections, unpaired);
    }

    /// <summary>Nothing could be seen since the last update, so nobody is missing because of that: the time costs the tracks at most half their patience.</summary>
    /// <param name="now">Capture time of the first frame that can be searched again, on the same clock; to be followed by <see cref="Update"/> with it.</param>
    public void Bridge(TimeSpan now)
    {
        var unseen = _now == TimeSpan.MinValue ? TimeSpan.Zero : now - _now - (options.LostAfter / 2);
        foreach (var track in unseen > TimeSpan.Zero ? Tracks : [])
        {
            track.Bridge(unseen);
        }
    }

    /// <summary>Ends the tracks that were not seen for longer than <see cref="TrackerOptions.LostAfter"/>; for when no frame comes.</summary>
    /// <param name="now">Now on the same clock; older than the last counts as the last.</param>
    public void Expire(TimeSpan now) => End(now, options.LostAfter);

    /// <summary>Ends every track: the camera was lost or switched off.</summary>
    /// <param name="now">Now on the same clock; older than the last counts as the last.</param>
    public void Clear(TimeSpan now) => End(now, TimeSpan.MinValue);

    private void End(TimeSpan now, TimeSpan unseenFor)
    {
        _now = now > _now ? now : _now;
        Array.Clear(_ended, 0, _endedCount);
        _endedCount = 0;
        var kept = 0;
        foreach (var track in Tracks)
        {
            if (_now - track.LastSeen > unseenFor)
            {
                (track.HasEnded, track.IsInView) = (true, false);
                _ended[_endedCount++] = track;
            }
            else
            {
                _tracks[kept++] = track;
            }
        }

        Array.Clear(_tracks, kept, _live - kept);
        _live = kept;
    }

    private void Start(ReadOnlySpan<FaceDetection> detections, int unpaired)
    {
        // Strongest first, so that the weakest are left over when there is no room. Few, so they are looked for one by one.
        var (score, index) = (float.PositiveInfinity, -1);
        for (; unpaired > 0 && _live < _tracks.Length; unpaired--)
        {
            (score, index) = NextUnpaired(detections, score, index);
            _tracks[_live++] = new FaceTrack(++_started, detections[index], _now, options, _identity);
        }

        Overflow += unpaired;
    }

    // The strongest unpaired detection after the given one, by falling score and then by place.
    private (float Score, int Index) NextUnpaired(ReadOnlySpan<FaceDetection> detections, float score, int index)
    {
        var (nextScore, next) = (float.NegativeInfinity, -1);
        for (var i = 0; i < detections.Length; i++)
        {
            var candidate = float.IsNaN(detections[i].Score) ? float.MinValue : detections[i].Score;
            var isLater = candidate < score || (candidate == score && i > index);
            if (isLater && candidate > nextScore && _pairing.TrackOf(i) < 0 && Affinity.IsUsable(detections[i].Box))
            {
                (nextScore, next) = (candidate, i);
            }
        }

        return (nextScore, next);
    }
}
