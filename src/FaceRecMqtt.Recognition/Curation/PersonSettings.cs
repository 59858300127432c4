using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>What is asked of one person alone, and whether they are told of.</summary>
/// <param name="gallery">Whose people.</param>
/// <param name="time">Clock.</param>
public sealed class PersonSettings(FaceGallery gallery, TimeProvider time)
{
    private readonly PeopleTable _people = new(gallery.Database.Connection);

    /// <summary>Changes what is given.</summary>
    /// <param name="idOrName">Who.</param>
    /// <param name="threshold">Own threshold, in (0, 1]; 0: what everybody needs; null to leave it.</param>
    /// <param name="ignored">Whether the person is recognised but never told of; null to leave it.</param>
    public PersonChange Set(string idOrName, float? threshold, bool? ignored)
    {
        GalleryPerson person;
        lock (gallery.Database.Gate)
        {
            if (_people.Find(idOrName) is not { } known)
            {
                return new PersonChange.NotFound();
            }

            if (threshold is null && ignored is null)
            {
                return new PersonChange.Done(known);
            }

            person = gallery.Commit(() =>
            {
                _people.Set(known.Id, threshold is null ? known.Threshold : threshold > 0 ? threshold : null, ignored ?? known.IsIgnored, time.GetUtcNow());
                return _people.Find(known.Id)!;
            });
        }

        gallery.Tell();
        return new PersonChange.Done(person);
    }
}
