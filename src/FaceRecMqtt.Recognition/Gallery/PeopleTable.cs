using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Rows of people.</summary>
internal sealed class PeopleTable(SqliteConnection connection)
{
    private const string Query =
        "SELECT id, name, (SELECT count(*) FROM samples WHERE person = people.id), created, changed FROM people ";

    /// <summary>Everybody, ordered by name.</summary>
    public List<GalleryPerson> All() => connection.Rows(Read, Query + "ORDER BY name_key");

    /// <summary>By id, else by name.</summary>
    public GalleryPerson? Find(string idOrName) =>
        connection.Rows(Read, Query + "WHERE id = $0", idOrName).SingleOrDefault()
        ?? (PersonName.Parse(idOrName, out _) is { } name ? ByName(name) : null);

    /// <summary>By name, any case.</summary>
    public GalleryPerson? ByName(PersonName name) => connection.Rows(Read, Query + "WHERE name_key = $0", name.Key).SingleOrDefault();

    /// <summary>The id of the person with a name, who is made where there is none.</summary>
    public string Obtain(PersonName name, DateTimeOffset now)
    {
        var moment = now.ToUnixTimeMilliseconds();
        if (ByName(name) is { } known)
        {
            connection.Do("UPDATE people SET changed = $1 WHERE id = $0", known.Id, moment);
            return known.Id;
        }

        var id = PersonId.For(name, taken => connection.Number("SELECT count(*) FROM people WHERE id = $0", taken) > 0);
        connection.Do("INSERT INTO people (id, name, name_key, created, changed) VALUES ($0, $1, $2, $3, $3)", id, name.Text, name.Key, moment);
        return id;
    }

    /// <summary>Changes the name; the id stays.</summary>
    public void Rename(string id, PersonName name, DateTimeOffset now) =>
        connection.Do("UPDATE people SET name = $1, name_key = $2, changed = $3 WHERE id = $0", id, name.Text, name.Key, now.ToUnixTimeMilliseconds());

    /// <summary>Removes a person; samples and embeddings go with them.</summary>
    public int Delete(string id) => connection.Do("DELETE FROM people WHERE id = $0", id);

    private static GalleryPerson Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetInt32(2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)));
}
