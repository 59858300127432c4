using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Cameras;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Turns the transitions of one camera's tracks into visits: told once when they begin, once when they end, and numbered when they are told.</summary>
/// <remarks>One thread at a time. <see cref="Expire"/> goes before everything else that is told at a time.</remarks>
/// <param name="gap">How long somebody may be out of view within one visit.</param>
internal sealed class CameraVisits(TimeSpan gap)
{
    // A street full of strangers each of whom may come back: beyond, the oldest have left.
    private const int MostOutOfView = 256;

    private readonly Dictionary<Visitor, Visit> _visits = [];
    private readonly Dictionary<string, Visit> _byTrack = new(StringComparer.Ordinal);
    private long _seq;

    /// <summary>When the next visit ends by time; null when none will.</summary>
    public TimeSpan? Due => OutOfView().Select(visit => (TimeSpan?)(visit.LastSeen + gap)).Min();

    /// <summary>What events call the visit that a track belongs to.</summary>
    public string LabelOf(string track) => _byTrack.TryGetValue(track, out var visit) ? visit.Label : track;

    /// <summary>A track's identity was decided or corrected.</summary>
    /// <param name="face">The decision.</param>
    /// <param name="now">Now.</param>
    /// <param name="told">Receives the event, where this is news.</param>
    /// <returns>The decision as the visit tells it, also where it is no news.</returns>
    public FaceEvent Decide(FaceEvent face, TimeSpan now, List<FaceEvent> told)
    {
        var visitor = Visitor.Of(face);
        var before = _byTrack.GetValueOrDefault(face.Track);
        if (_visits.TryGetValue(visitor, out var visit))
        {
            return Continue(visit, before, face, now, told);
        }

        if (before is { Tracks.Count: 1 })
        {
            // The same face under another name.
            var isNamed = before.Visitor.IsStranger && visitor.Kind == VisitorKind.Person;
            _visits.Remove(before.Visitor);
            (before.Visitor, _visits[visitor]) = (visitor, before);
            before.Note(face, now);
            return Tell(face with { EventType = isNamed ? FaceEventType.Recognized : FaceEventType.Changed, Track = before.Label }, told);
        }

        before?.Tracks.Remove(face.Track);
        _visits[visitor] = visit = new Visit(visitor, FreeLabel(face.Track));
        Join(visit, face.Track);
        visit.Note(face, now);
        return Tell(face with { EventType = visitor.IsStranger ? FaceEventType.Unknown : FaceEventType.Recognized, Track = visit.Label }, told);
    }

    /// <summary>A track ended. Nothing is told of one that never was told of.</summary>
    public void Leave(FaceEvent face, TimeSpan now, List<FaceEvent> told)
    {
        if (_byTrack.Remove(face.Track, out var visit))
        {
            visit.Tracks.Remove(face.Track);
            visit.Note(face, now);
            Expire(now, told);
        }
    }

    /// <summary>Compares with who is in view, in case a report of a track's end or beginning was lost.</summary>
    public void View(CameraReport.InView view, TimeSpan now, List<FaceEvent> told)
    {
        foreach (var (track, visit) in _byTrack.Where(known => !view.Tracks.Contains(known.Key)).ToArray())
        {
            _byTrack.Remove(track);
            visit.Tracks.Remove(track);
            visit.See(now);
        }

        foreach (var face in view.Present)
        {
            if (face.Person is { } person && !_byTrack.ContainsKey(face.Track) && _visits.TryGetValue(new Visitor(VisitorKind.Person, person), out var visit))
            {
                Join(visit, face.Track);
            }
        }

        Expire(now, told);
    }

    /// <summary>Ends the visits whose gap has grown too long, in the order of their last sight.</summary>
    public void Expire(TimeSpan now, List<FaceEvent> told)
    {
        var over = OutOfView().OrderBy(visit => visit.LastSeen).ThenBy(visit => visit.Label, StringComparer.Ordinal).ToList();
        for (var at = 0; at < over.Count; at++)
        {
            if (!over[at].Visitor.CanReturn || over[at].LastSeen + gap <= now || over.Count - at > MostOutOfView)
            {
                _visits.Remove(over[at].Visitor);
                Tell(over[at].Left(now), told);
            }
        }
    }

    /// <summary>Ends every visit now: the camera or the program stops.</summary>
    public void End(TimeSpan now, List<FaceEvent> told)
    {
        foreach (var visit in _byTrack.Values)
        {
            visit.See(now);
        }

        foreach (var visit in _visits.Values.OrderBy(visit => visit.LastSeen).ThenBy(visit => visit.Label, StringComparer.Ordinal))
        {
            Tell(visit.Left(now), told);
        }

        _visits.Clear();
        _byTrack.Clear();
    }

    /// <summary>A person has another name now.</summary>
    public void Rename(string person, string name)
    {
        if (_visits.TryGetValue(new Visitor(VisitorKind.Person, person), out var visit))
        {
            visit.Revise(face => string.Equals(face.Person, person, StringComparison.Ordinal) ? face with { Identity = name } : face);
        }
    }

    /// <summary>A person was removed: nothing names them any more. Their visit goes on without a name while they are in view, else it ends now.</summary>
    public void Forget(string person, TimeSpan now, List<FaceEvent> told)
    {
        foreach (var other in _visits.Values)
        {
            other.Revise(face => face.Without(person));
        }

        if (_visits.Remove(new Visitor(VisitorKind.Person, person), out var visit))
        {
            visit.Visitor = new Visitor(VisitorKind.Removed, visit.Label);
            _visits[visit.Visitor] = visit;
            Expire(now, told);
        }
    }

    // Whoever is joined was told of already, so at most it is news that a face told of otherwise is this one's.
    private FaceEvent Continue(Visit visit, Visit? before, FaceEvent face, TimeSpan now, List<FaceEvent> told)
    {
        visit.Note(face, now);
        if (ReferenceEquals(visit, before))
        {
            return face with { Track = visit.Label, Seq = _seq };
        }

        before?.Tracks.Remove(face.Track);
        Join(visit, face.Track);
        if (before is not { Tracks.Count: 0 })
        {
            return face with { Track = visit.Label, Seq = _seq };
        }

        _visits.Remove(before.Visitor);
        visit.See(before.FirstSeen);
        return Tell(face with { EventType = FaceEventType.Changed, Track = before.Label }, told);
    }

    private void Join(Visit visit, string track)
    {
        visit.Tracks.Add(track);
        _byTrack[track] = visit;
    }

    private FaceEvent Tell(FaceEvent face, List<FaceEvent> told)
    {
        told.Add(face with { Seq = ++_seq });
        return told[^1];
    }

    private IEnumerable<Visit> OutOfView() => _visits.Values.Where(visit => visit.Tracks.Count == 0);

    // A track that lent its id to a visit and then turned out to be somebody else needs another for its own.
    private string FreeLabel(string track)
    {
        var label = track;
        for (var number = 2; _visits.Values.Any(visit => string.Equals(visit.Label, label, StringComparison.Ordinal)); number++)
        {
            label = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{track}.{number}");
        }

        return label;
    }
}
