namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Lets a line through once a minute and counts how often it was held back meanwhile. Safe on any thread.</summary>
internal sealed class LineFolder(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // Lines differ in numbers and times; beyond this many the oldest memories go.
    private const int Most = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, string Line), (long SaidAt, int Held)> _lines = [];

    /// <summary>The line to say now; null to hold it back.</summary>
    public string? Fold(string source, string line)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            var key = (source, line);
            if (_lines.TryGetValue(key, out var seen))
            {
                if (time.GetElapsedTime(seen.SaidAt, now) < Quiet)
                {
                    _lines[key] = (seen.SaidAt, seen.Held + 1);
                    return null;
                }

                _lines[key] = (now, 0);
                return seen.Held == 0 ? line : $"{line} (repeated {seen.Held} times)";
            }

            if (_lines.Count >= Most)
            {
                _lines.Remove(_lines.MinBy(known => known.Value.SaidAt).Key);
            }

            _lines[key] = (now, 0);
            return line;
        }
    }
}
