using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Presence;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Says of every person in the gallery whether they are here. One thread at a time.</summary>
/// <param name="presence">Who is here.</param>
/// <param name="sightings">Where it is kept when they were seen last.</param>
/// <param name="mqtt">Where it is said.</param>
/// <param name="time">Time of day.</param>
internal sealed class PresencePublisher(PeoplePresence presence, SightingLog sightings, MqttNode mqtt, TimeProvider time)
{
    private IReadOnlyList<GalleryPerson> _followed = [];

    /// <summary>When <see cref="Publish"/> has something to say by time alone; null when it will not.</summary>
    public TimeSpan? Due => presence.Due;

    /// <summary>Corrects what the last run left at the broker: nobody is here.</summary>
    /// <param name="people">Everybody.</param>
    /// <param name="now">Now on a monotonic clock.</param>
    public void Begin(IEnumerable<GalleryPerson> people, TimeSpan now)
    {
        _followed = [.. people];
        presence.Follow(_followed, sightings.Read());
        Publish(now);
    }

    /// <summary>Follows the gallery.</summary>
    /// <param name="people">Everybody.</param>
    /// <returns>Ids of those who are gone; of them nothing is said any more.</returns>
    public IReadOnlyList<string> Follow(IEnumerable<GalleryPerson> people)
    {
        var (before, now) = (_followed, people.ToList());
        // A view that names somebody removed asks again and again.
        if (now.SequenceEqual(before))
        {
            return [];
        }

        _followed = now;
        var gone = presence.Follow(now, sightings.Read());
        foreach (var person in gone)
        {
            sightings.Forget(person);
            mqtt.Person(person).Clear();
        }

        return gone;
    }

    /// <summary>Somebody was decided on.</summary>
    public void Decided(FaceEvent face, TimeSpan now)
    {
        if (face.Person is { } person)
        {
            presence.Decided(face.Camera, person, face.Similarity, now, time.GetUtcNow());
        }
    }

    /// <summary>Who is in view of a camera.</summary>
    public void InView(CameraReport.InView view, TimeSpan now) =>
        presence.InView(view.Camera, view.Present.Select(face => face.Person).OfType<string>(), now, time.GetUtcNow());

    /// <summary>Says what is new.</summary>
    public void Publish(TimeSpan now)
    {
        foreach (var person in presence.News(now, time.GetUtcNow()))
        {
            mqtt.Person(person.Id).State(new PersonState(
                person.Name, person.IsPresent, person.Camera, mqtt.Topics.Node, person.LastSeen, person.Similarity, person.Samples));
            if (person.Sighting is { } sighting)
            {
                sightings.Note(person.Id, sighting);
            }
        }
    }

    /// <summary>Says that nobody is here and keeps when they were: the program stops.</summary>
    public void End(TimeSpan now)
    {
        presence.End(now, time.GetUtcNow());
        Publish(now);
        sightings.Write();
    }
}
