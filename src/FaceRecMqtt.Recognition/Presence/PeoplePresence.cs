using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Who of the gallery is here. At the start nobody is. One thread at a time.</summary>
/// <param name="options">When somebody is here.</param>
public sealed class PeoplePresence(PresenceOptions options)
{
    private readonly Dictionary<string, PersonPresence> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _views = new(StringComparer.Ordinal);

    /// <summary>When <see cref="News"/> has something to tell by time alone; null when it will not.</summary>
    public TimeSpan? Due => _people.Values.Select(person => person.Due).Min();

    /// <summary>Follows the gallery: whoever is not in the list is forgotten, whoever is new was never seen but for what is kept of them.</summary>
    /// <param name="people">Everybody.</param>
    /// <param name="kept">News of what is kept, by the person's id: of earlier runs, or of somebody merged into a person; null for nothing.</param>
    /// <returns>Ids of those who are gone, also of those whose id belongs to somebody else now.</returns>
    public IReadOnlyList<string> Follow(IReadOnlyList<GalleryPerson> people, IReadOnlyDictionary<string, Sighting>? kept = null)
    {
        var listed = people.ToDictionary(person => person.Id, StringComparer.Ordinal);
        var gone = _people.Values.Where(known => listed.GetValueOrDefault(known.Person.Id)?.Created != known.Person.Created)
            .Select(known => known.Person.Id).ToList();
        foreach (var id in gone)
        {
            _people.Remove(id);
            foreach (var view in _views.Values)
            {
                view.Remove(id);
            }
        }

        foreach (var person in people)
        {
            if (_people.TryGetValue(person.Id, out var known))
            {
                known.Person = person;
                known.Adopt(kept?.GetValueOrDefault(person.Id));
            }
            else
            {
                _people[person.Id] = new PersonPresence(person, kept?.GetValueOrDefault(person.Id), options);
            }
        }

        return gone;
    }

    /// <summary>A person was decided on, which is a sight too.</summary>
    /// <param name="camera">Camera's name.</param>
    /// <param name="person">Person's id; somebody else than a person of the gallery changes nothing.</param>
    /// <param name="similarity">Similarity of the decision, in [-1, 1].</param>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="wall">The same moment as time of day.</param>
    public void Decided(string camera, string person, float? similarity, TimeSpan now, DateTimeOffset wall)
    {
        if (_people.TryGetValue(person, out var known))
        {
            ViewOf(camera).Add(person);
            known.Decide(similarity);
            known.See(camera, now, wall);
        }
    }

    /// <summary>Who is in view of a camera now; everybody else is not.</summary>
    /// <param name="camera">Camera's name.</param>
    /// <param name="persons">Ids; those of nobody in the gallery change nothing.</param>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="wall">The same moment as time of day.</param>
    public void InView(string camera, IEnumerable<string> persons, TimeSpan now, DateTimeOffset wall)
    {
        var (before, after) = (ViewOf(camera), persons.Where(_people.ContainsKey).ToHashSet(StringComparer.Ordinal));
        _views[camera] = after;
        foreach (var person in before.Except(after))
        {
            _people[person].Lose(camera, now, wall);
        }

        foreach (var person in after)
        {
            _people[person].See(camera, now, wall);
        }
    }

    /// <summary>The program stops: nobody is here, as far as anybody will be able to tell.</summary>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="wall">The same moment as time of day.</param>
    public void End(TimeSpan now, DateTimeOffset wall)
    {
        _views.Clear();
        foreach (var person in _people.Values)
        {
            person.End(now, wall);
        }
    }

    /// <summary>What is to be told now: whatever changed since it was told, and of people in view every now and then when they were seen last.</summary>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="wall">The same moment as time of day.</param>
    public IReadOnlyList<PersonStatus> News(TimeSpan now, DateTimeOffset wall) =>
        [.. _people.Values.Select(person => person.News(now, wall)).OfType<PersonStatus>()];

    private HashSet<string> ViewOf(string camera)
    {
        if (!_views.TryGetValue(camera, out var view))
        {
            _views[camera] = view = new HashSet<string>(StringComparer.Ordinal);
        }

        return view;
    }
}
