using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>Makes one person of two: everything of one goes to the other, whose id, name and settings stay.</summary>
/// <remarks>
/// No sample is thrown away, also where the person then has more than enrolment would give them: what a merge drops could not be brought back.
/// Only pictures that are there twice go once, and anchors that had kept these two apart.
/// </remarks>
/// <param name="gallery">Whose people.</param>
/// <param name="time">Clock.</param>
public sealed class PeopleMerge(FaceGallery gallery, TimeProvider time)
{
    private readonly PeopleTable _people = new(gallery.Database.Connection);

    /// <summary>Merges, all or nothing.</summary>
    /// <param name="from">Who goes; id or name.</param>
    /// <param name="into">Who stays; id or name.</param>
    public MergeResult Run(string from, string into)
    {
        MergeResult.Merged merged;
        lock (gallery.Database.Gate)
        {
            if (_people.Find(from) is not { } gone)
            {
                return new MergeResult.NotFound(from);
            }

            if (_people.Find(into) is not { } staying)
            {
                return new MergeResult.NotFound(into);
            }

            if (gone.Id == staying.Id)
            {
                return new MergeResult.SamePerson(gone);
            }

            merged = gallery.Commit(() => Move(gallery.Database.Connection, gone, staying));
            gallery.Database.Purge();
        }

        gallery.Tell();
        return merged;
    }

    private MergeResult.Merged Move(SqliteConnection connection, GalleryPerson from, GalleryPerson into)
    {
        var dropped = DropDividing(connection, from.Id, into.Id) + DropDividing(connection, into.Id, from.Id);
        connection.Do("UPDATE samples SET person = $1 WHERE person = $0", from.Id, into.Id);
        connection.Do(
            "DELETE FROM samples WHERE person = $0 AND EXISTS (SELECT 1 FROM samples AS other "
                + "WHERE other.person = $0 AND other.kind = samples.kind AND other.id < samples.id AND other.crop = samples.crop)",
            into.Id);
        connection.Do(
            "INSERT INTO sightings (person, camera, seen, similarity) SELECT $1, camera, seen, similarity FROM sightings WHERE person = $0 "
                + "ON CONFLICT (person) DO UPDATE SET camera = excluded.camera, seen = excluded.seen, similarity = excluded.similarity "
                + "WHERE excluded.seen > seen",
            from.Id,
            into.Id);
        _people.Delete(from.Id);
        _people.Touch(into.Id, time.GetUtcNow());
        var person = _people.Find(into.Id)!;
        return new MergeResult.Merged(person, person.Samples - into.Samples, dropped);
    }

    // "Not this person" said of a face that now is this person would speak against every look at it.
    private int DropDividing(SqliteConnection connection, string person, string other)
    {
        var dropped = connection.Do(
            "DELETE FROM samples WHERE person = $0 AND kind = 1 AND crop IN (SELECT crop FROM samples WHERE person = $1 AND kind = 0)", person, other);
        if (gallery.Serving is not { } model)
        {
            return dropped;
        }

        var (own, theirs) = (StoredVector.Of(connection, person, model), StoredVector.Of(connection, other, model).FindAll(vector => !vector.IsAnchor));
        var samples = own.FindAll(vector => !vector.IsAnchor);
        foreach (var anchor in own.Where(vector => vector.IsAnchor && StoredVector.Best(vector.Unit, theirs) > StoredVector.Best(vector.Unit, samples)))
        {
            dropped += connection.Do("DELETE FROM samples WHERE id = $0", anchor.Sample);
        }

        return dropped;
    }
}
