namespace FaceRecMqtt.Recognition.Inference;

/// <summary>How long the last detections and embeddings of each backend took. Safe on any thread; adding allocates nothing once a backend is known.</summary>
public sealed class InferenceTimings
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (RecentTimes Detect, RecentTimes Embed)> _backends = new(StringComparer.Ordinal);

    /// <summary>Adds the search of one picture.</summary>
    /// <param name="backend">Backend's name.</param>
    /// <param name="ms">All its detector calls together, ms.</param>
    public void AddDetection(string backend, float ms)
    {
        lock (_gate)
        {
            Of(backend).Detect.Add(ms);
        }
    }

    /// <summary>Adds the embedding of one face.</summary>
    /// <param name="backend">Backend's name.</param>
    /// <param name="ms">Aligning and embedding, ms.</param>
    public void AddEmbedding(string backend, float ms)
    {
        lock (_gate)
        {
            Of(backend).Embed.Add(ms);
        }
    }

    /// <summary>Medians by backend, ms; null where nothing was measured.</summary>
    public IReadOnlyDictionary<string, (float? Detect, float? Embed)> Medians()
    {
        lock (_gate)
        {
            return _backends.ToDictionary(backend => backend.Key, backend => (backend.Value.Detect.Median(), backend.Value.Embed.Median()));
        }
    }

    /// <summary>Faces embedded since the start, by backend.</summary>
    public IReadOnlyDictionary<string, long> Embedded()
    {
        lock (_gate)
        {
            return _backends.ToDictionary(backend => backend.Key, backend => backend.Value.Embed.Count);
        }
    }

    private (RecentTimes Detect, RecentTimes Embed) Of(string backend)
    {
        if (!_backends.TryGetValue(backend, out var times))
        {
            _backends[backend] = times = (new RecentTimes(), new RecentTimes());
        }

        return times;
    }

    private sealed class RecentTimes
    {
        private const int Kept = 64;

        private readonly float[] _times = new float[Kept];

        public long Count { get; private set; }

        public void Add(float ms) => _times[Count++ % Kept] = ms;

        public float? Median()
        {
            var known = _times[..(int)Math.Min(Count, Kept)];
            Array.Sort(known);
            return known.Length == 0 ? null : known[known.Length / 2];
        }
    }
}
