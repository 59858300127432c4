using FaceRecMqtt.Faces.Identity;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Somebody before one camera, from the first sight to the last, through all tracks that followed them.</summary>
/// <param name="visitor">Who.</param>
/// <param name="label">What events call the visit: the id of its first track.</param>
internal sealed class Visit(Visitor visitor, string label)
{
    private FaceEvent? _newest;
    private TimeSpan _newestSeen;

    /// <summary>Who, as far as it is known by now.</summary>
    public Visitor Visitor { get; set; } = visitor;

    /// <summary>The <see cref="FaceEvent.Track"/> of all its events.</summary>
    public string Label { get; } = label;

    /// <summary>Live tracks that show the visitor; none when they may have left.</summary>
    public HashSet<string> Tracks { get; } = new(StringComparer.Ordinal);

    /// <summary>First sight.</summary>
    public TimeSpan FirstSeen { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Last sight.</summary>
    public TimeSpan LastSeen { get; private set; } = TimeSpan.MinValue;

    /// <summary>Takes an event of one of its tracks, whose figures the visit's end repeats.</summary>
    /// <param name="face">The event.</param>
    /// <param name="now">Now.</param>
    public void Note(FaceEvent face, TimeSpan now)
    {
        (_newest, _newestSeen) = (face, now - TimeSpan.FromMilliseconds(face.AgeMs));
        See(_newestSeen);
        if (face.Seconds is { } seconds)
        {
            See(_newestSeen - TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>The visitor was seen at a time.</summary>
    public void See(TimeSpan at) => (FirstSeen, LastSeen) = (at < FirstSeen ? at : FirstSeen, at > LastSeen ? at : LastSeen);

    /// <summary>Changes what the visit's end will tell.</summary>
    public void Revise(Func<FaceEvent, FaceEvent> change) => _newest = change(_newest!);

    /// <summary>The event of the visit's end.</summary>
    public FaceEvent Left(TimeSpan now)
    {
        var face = _newest!;
        return face with
        {
            EventType = FaceEventType.Left,
            Track = Label,
            UnknownId = face.Person is null ? face.UnknownId ?? (Visitor.Kind == VisitorKind.Unknown ? Visitor.Id : null) : null,
            CaptureTs = face.CaptureTs + (LastSeen - _newestSeen),
            AgeMs = (int)Math.Clamp((now - LastSeen).TotalMilliseconds, 0, int.MaxValue),
            // Late on purpose; a decision's own lateness says nothing of the leaving.
            Stale = face.EventType == FaceEventType.Left && face.Stale,
            TimingMs = StageTimes.None,
            Seconds = (float)(LastSeen - FirstSeen).TotalSeconds,
        };
    }
}
