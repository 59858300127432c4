using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>Removes every trace of a person from the gallery: more than a deletion, which leaves their face where it serves others.</summary>
/// <param name="gallery">Whose people.</param>
public sealed class PersonErasure(FaceGallery gallery)
{
    private readonly PeopleTable _people = new(gallery.Database.Connection);

    /// <summary>Erases a person; the bytes are overwritten in the file.</summary>
    /// <param name="idOrName">Who.</param>
    /// <returns>Null when nobody has the id or name.</returns>
    public ErasedPerson? Run(string idOrName)
    {
        ErasedPerson erased;
        lock (gallery.Database.Gate)
        {
            if (_people.Find(idOrName) is not { } person)
            {
                return null;
            }

            var connection = gallery.Database.Connection;
            erased = new ErasedPerson(person, connection.Rows(row => row.GetFieldValue<byte[]>(0), "SELECT crop FROM samples WHERE person = $0 AND kind = 0", person.Id));
            gallery.Commit(() => Erase(connection, erased));
            gallery.Database.Purge();
            gallery.TellReplaced();
        }

        gallery.Tell();
        return erased;
    }

    /// <summary>Erases a person's rows (samples, anchors, embeddings and the last sighting go with them), and their pictures where they serve others.</summary>
    /// <param name="connection">A gallery of the newest version, with foreign keys on.</param>
    /// <param name="erased">Who; a namesake enrolled at another time stays.</param>
    /// <returns>How many rows went.</returns>
    internal static int Erase(SqliteConnection connection, ErasedPerson erased)
    {
        var rows = connection.Do("DELETE FROM people WHERE id = $0 AND created = $1", erased.Person.Id, erased.Person.Created.ToUnixTimeMilliseconds());
        foreach (var picture in erased.Pictures)
        {
            // The same picture may be known under an earlier or another name, serve as "not Bea", or wait among unknown faces.
            var owners = connection.Rows(row => row.GetString(0), "SELECT DISTINCT person FROM samples WHERE kind = 0 AND crop = $0", picture);
            var unknowns = connection.Rows(row => row.GetString(0), "SELECT DISTINCT unknown FROM unknown_faces WHERE crop = $0", picture);
            rows += connection.Do("DELETE FROM samples WHERE crop = $0", picture) + connection.Do("DELETE FROM unknown_faces WHERE crop = $0", picture);
            rows += owners.Sum(owner => connection.Do(
                "DELETE FROM people WHERE id = $0 AND NOT EXISTS (SELECT 1 FROM samples WHERE person = $0 AND kind = 0)", owner));
            rows += unknowns.Sum(unknown => connection.Do(
                "DELETE FROM unknowns WHERE id = $0 AND NOT EXISTS (SELECT 1 FROM unknown_faces WHERE unknown = $0)", unknown));
        }

        return rows;
    }
}
