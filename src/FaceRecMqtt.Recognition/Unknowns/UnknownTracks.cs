namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Who the unknown tracks are that have not left yet. Bounded: the oldest track is forgotten first, should a leaving never be told.</summary>
internal sealed class UnknownTracks
{
    // 16 cameras with 64 tracks each (TrackerOptions.MaxTracks).
    private const int Most = 1024;

    private readonly OrderedDictionary<string, UnknownVisit> _tracks = [];

    /// <summary>Notes who a track is.</summary>
    public void Put(string track, UnknownVisit visit)
    {
        _tracks.Remove(track);
        if (_tracks.Count == Most)
        {
            _tracks.RemoveAt(0);
        }

        _tracks.Add(track, visit);
    }

    /// <summary>Takes a track out; null where it was not unknown.</summary>
    public UnknownVisit? Take(string track) => _tracks.Remove(track, out var visit) ? visit : null;
}
