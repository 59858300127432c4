using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>Who is here by definition: every view that ever was is kept, and everything is worked out from them anew at each question.</summary>
internal sealed class PresenceTruth(PresenceSection options)
{
    private readonly List<View> _views = [];
    private readonly Dictionary<string, (string Camera, DateTimeOffset Seen)> _adopted = [];

    public Dictionary<string, double> Similarity { get; } = [];

    /// <summary>When and where they were seen last, of earlier lives.</summary>
    public Dictionary<string, (string Camera, DateTimeOffset Seen)> Kept { get; } = [];

    /// <summary>What is kept of somebody has changed; where it is the later sight it holds until they are seen again.</summary>
    /// <returns>Whether it holds.</returns>
    public bool Adopt(string person, (string Camera, DateTimeOffset Seen) kept)
    {
        var isLater = !IsInView(person) && !(LastSeen(person) >= kept.Seen);
        Kept[person] = kept;
        if (isLater)
        {
            _adopted[person] = kept;
        }

        return isLater;
    }

    /// <summary>From now on a camera shows exactly these people.</summary>
    public void Show(string camera, IReadOnlyCollection<string> people, TimeSpan now, DateTimeOffset wall)
    {
        foreach (var view in _views.Where(view => view.End is null && view.Camera == camera && !people.Contains(view.Person)))
        {
            (view.End, view.EndWall) = (now, wall);
        }

        foreach (var person in people.Where(person => !Open(person).Any(view => view.Camera == camera)))
        {
            _views.Add(new View(person, camera, now));
            _adopted.Remove(person);
        }
    }

    public bool IsInView(string person) => Open(person).Any();

    public string? Camera(string person) =>
        Open(person).MaxBy(view => view.Start)?.Camera
        ?? (_adopted.TryGetValue(person, out var adopted) ? adopted.Camera : null)
        ?? Of(person).OrderBy(view => view.End).ThenBy(view => view.Camera, StringComparer.Ordinal).LastOrDefault()?.Camera
        ?? (Kept.TryGetValue(person, out var kept) ? kept.Camera : null);

    /// <summary>The end of the last view; of somebody in view it is not asked.</summary>
    public DateTimeOffset? LastSeen(string person) =>
        _adopted.TryGetValue(person, out var adopted) ? adopted.Seen : Of(person).MaxBy(view => view.End)?.EndWall ?? (Kept.TryGetValue(person, out var kept) ? kept.Seen : null);

    /// <summary>Whether there was an arrival since which no break was as long as the time to be away.</summary>
    public bool IsPresent(string person, TimeSpan now)
    {
        var isPresent = false;
        TimeSpan? last = null;
        foreach (var (start, end) in Together(person, now))
        {
            isPresent &= start - last < options.AwayAfter;
            isPresent |= end - start >= options.ArriveAfter;
            last = end;
        }

        return isPresent && now - last < options.AwayAfter;
    }

    public void Forget(string person)
    {
        _views.RemoveAll(view => view.Person == person);
        Similarity.Remove(person);
        Kept.Remove(person);
        _adopted.Remove(person);
    }

    /// <summary>The process ended; what it kept is told apart from what is only in memory.</summary>
    public void Restart()
    {
        _views.Clear();
        _adopted.Clear();
    }

    // Views of all cameras that touch or overlap are one.
    private List<(TimeSpan Start, TimeSpan End)> Together(string person, TimeSpan now)
    {
        List<(TimeSpan Start, TimeSpan End)> together = [];
        foreach (var view in Of(person).OrderBy(view => view.Start))
        {
            var end = view.End ?? now;
            if (together.Count > 0 && view.Start < together[^1].End)
            {
                together[^1] = (together[^1].Start, end > together[^1].End ? end : together[^1].End);
            }
            else
            {
                together.Add((view.Start, end));
            }
        }

        return together;
    }

    private IEnumerable<View> Of(string person) => _views.Where(view => view.Person == person);

    private IEnumerable<View> Open(string person) => Of(person).Where(view => view.End is null);

    private sealed record View(string Person, string Camera, TimeSpan Start)
    {
        public TimeSpan? End { get; set; }

        public DateTimeOffset? EndWall { get; set; }
    }
}
