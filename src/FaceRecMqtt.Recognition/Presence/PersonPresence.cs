using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Whether one person is here, as far as all cameras together tell. One thread at a time.</summary>
/// <remarks>Times are of a monotonic clock; <c>wall</c> is the time of day of the same moment, which is only repeated, never compared.</remarks>
internal sealed class PersonPresence(GalleryPerson person, Sighting? kept, PresenceOptions options)
{
    // In the order in which they began to see the person.
    private readonly List<string> _cameras = [];
    private string? _camera = kept?.Camera;
    private DateTimeOffset? _lastSeen = kept?.Seen;
    private float? _similarity = kept?.Similarity;
    private bool _isPresent;
    private TimeSpan _inViewSince;
    private TimeSpan _outOfViewSince;
    private PersonStatus? _told;
    private TimeSpan _toldAt;

    /// <summary>Who; replaced when name or samples change.</summary>
    public GalleryPerson Person { get; set; } = person;

    /// <summary>When something changes by time alone; null when nothing will.</summary>
    public TimeSpan? Due =>
        !IsInView ? _isPresent ? _outOfViewSince + options.AwayAfter : null
        : !_isPresent && _inViewSince + options.ArriveAfter < _toldAt + options.Refresh ? _inViewSince + options.ArriveAfter
        : _toldAt + options.Refresh;

    private bool IsInView => _cameras.Count > 0;

    /// <summary>What is kept of the person has changed: it holds where it is the later sight.</summary>
    public void Adopt(Sighting? kept)
    {
        if (kept is not null && !IsInView && !(_lastSeen >= kept.Seen))
        {
            (_camera, _lastSeen, _similarity) = (kept.Camera, kept.Seen, kept.Similarity);
        }
    }

    /// <summary>A camera sees the person.</summary>
    public void See(string camera, TimeSpan now, DateTimeOffset wall)
    {
        Advance(now);
        if (_cameras.Contains(camera))
        {
            return;
        }

        if (!IsInView)
        {
            _inViewSince = now;
        }

        _cameras.Add(camera);
        (_camera, _lastSeen) = (camera, wall);
        Advance(now);
    }

    /// <summary>A camera sees the person no more.</summary>
    public void Lose(string camera, TimeSpan now, DateTimeOffset wall)
    {
        Advance(now);
        if (_cameras.Remove(camera))
        {
            (_camera, _lastSeen, _outOfViewSince) = (IsInView ? _cameras[^1] : camera, wall, now);
        }
    }

    /// <summary>The person was decided with a similarity.</summary>
    public void Decide(float? similarity) => _similarity = similarity ?? _similarity;

    /// <summary>The program stops: nobody would notice when the person leaves.</summary>
    public void End(TimeSpan now, DateTimeOffset wall)
    {
        if (IsInView)
        {
            (_lastSeen, _outOfViewSince) = (wall, now);
            _cameras.Clear();
        }

        _isPresent = false;
    }

    /// <summary>What is to be told, where that changed or the last word of a person in view has grown old.</summary>
    public PersonStatus? News(TimeSpan now, DateTimeOffset wall)
    {
        Advance(now);
        if (_told is { } told && told.IsPresent == _isPresent && told.Camera == _camera && told.Similarity == _similarity && told.Name == Person.Name
            && told.Samples == Person.Samples && (IsInView ? now - _toldAt < options.Refresh : told.LastSeen == _lastSeen))
        {
            return null;
        }

        _lastSeen = IsInView ? wall : _lastSeen;
        _told = new PersonStatus(Person.Id, Person.Name, _isPresent, _camera, _lastSeen, _similarity, Person.Samples);
        _toldAt = now;
        return _told;
    }

    private void Advance(TimeSpan now)
    {
        if (IsInView)
        {
            _isPresent |= now - _inViewSince >= options.ArriveAfter;
        }
        else
        {
            _isPresent &= now - _outOfViewSince < options.AwayAfter;
        }
    }
}
