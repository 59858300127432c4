using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Faces.Tracking;

/// <summary>Gives the detections of one frame to tracks: every plausible pair, strong detections first, best first.</summary>
/// <remarks>Best-first is enough because what it can get wrong, two pairs that are nearly as good crosswise, is reported as ambiguous. Buffers grow to the largest frame and stay.</remarks>
internal sealed class Pairing(TrackerOptions options)
{
    private static readonly Comparison<Pair> BestFirst = (first, second) =>
    {
        var order = second.IsStrong.CompareTo(first.IsStrong);
        order = order != 0 ? order : second.Affinity.CompareTo(first.Affinity);
        order = order != 0 ? order : first.Track.CompareTo(second.Track);
        return order != 0 ? order : first.Detection.CompareTo(second.Detection);
    };

    private readonly Pair[] _ofTrack = new Pair[options.MaxTracks];
    private Pair[] _ofDetection = [];
    private Pair[] _pairs = [];
    private int _count;

    private readonly record struct Pair(int Track, int Detection, float Affinity, bool IsStrong, bool IsLeap);

    /// <summary>Pairs the detections of one frame.</summary>
    public void Run(ReadOnlySpan<FaceTrack> tracks, ReadOnlySpan<FaceDetection> detections, TimeSpan now)
    {
        Reserve(tracks.Length, detections.Length);
        Collect(tracks, detections, now);
        var pairs = _pairs.AsSpan(0, _count);
        pairs.Sort(BestFirst);
        foreach (var pair in pairs)
        {
            if (_ofTrack[pair.Track].Affinity == 0 && _ofDetection[pair.Detection].Affinity == 0)
            {
                _ofTrack[pair.Track] = _ofDetection[pair.Detection] = pair;
            }
        }
    }

    /// <summary>The track that got a detection, or −1.</summary>
    public int TrackOf(int detection) => _ofDetection[detection].Affinity > 0 ? _ofDetection[detection].Track : -1;

    /// <summary>Whether the pair a detection got is one of several that are nearly as good, or a leap after a time unseen.</summary>
    public bool IsAmbiguous(int detection)
    {
        var chosen = _ofDetection[detection];
        foreach (ref readonly var other in _pairs.AsSpan(0, _count))
        {
            var shares = other.Track == chosen.Track ^ other.Detection == chosen.Detection;
            if (shares && other.Affinity >= options.AmbiguousFrom * chosen.Affinity)
            {
                return true;
            }
        }

        return chosen.IsLeap;
    }

    private void Collect(ReadOnlySpan<FaceTrack> tracks, ReadOnlySpan<FaceDetection> detections, TimeSpan now)
    {
        for (var track = 0; track < tracks.Length; track++)
        {
            var predicted = tracks[track].Predict(now);
            var unseen = now - tracks[track].LastSeen;
            for (var i = 0; i < detections.Length; i++)
            {
                var affinity = Affinity.IsUsable(detections[i].Box) ? Affinity.Of(predicted, detections[i].Box, unseen, options) : 0;
                if (affinity > 0)
                {
                    var leap = unseen > options.LeapAfter && predicted.IntersectionOverUnion(detections[i].Box) == 0;
                    _pairs[_count++] = new Pair(track, i, affinity, detections[i].Score >= options.HighScore, leap);
                }
            }
        }
    }

    private void Reserve(int tracks, int detections)
    {
        _count = 0;
        _ofTrack.AsSpan(0, tracks).Clear();
        if (_ofDetection.Length < detections)
        {
            _ofDetection = new Pair[detections];
        }

        _ofDetection.AsSpan(0, detections).Clear();
        if (_pairs.Length < tracks * detections)
        {
            _pairs = new Pair[options.MaxTracks * detections];
        }
    }
}
