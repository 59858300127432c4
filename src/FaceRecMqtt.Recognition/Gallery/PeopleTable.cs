using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Rows of people.</summary>
internal sealed class PeopleTable(SqliteConnection connection)
{
    private const string Query =
        "SELECT id, name, (SELECT count(*) FROM samples WHERE person = people.id AND kind = 0), created, changed, threshold, ignored, "
        + "(SELECT count(*) FROM samples WHERE person = people.id AND kind = 1) FROM people ";

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
        if (ByName(name) is { } known)
        {
            Touch(known.Id, now);
            return known.Id;
        }

        var id = PersonId.For(name, IsTaken);
        Insert(id, name, now, now);
        return id;
    }

    /// <summary>Whether somebody has an id.</summary>
    public bool IsTaken(string id) => connection.Number("SELECT count(*) FROM people WHERE id = $0", id) > 0;

    /// <summary>Makes a person; neither id nor name may be taken.</summary>
    public void Insert(string id, PersonName name, DateTimeOffset created, DateTimeOffset changed)
    {
        var (made, moment) = (created.ToUnixTimeMilliseconds(), changed.ToUnixTimeMilliseconds());
        connection.Do("INSERT INTO people (id, name, name_key, created, changed) VALUES ($0, $1, $2, $3, $4)", id, name.Text, name.Key, made, moment);
    }

    /// <summary>Changes the name; the id stays.</summary>
    public void Rename(string id, PersonName name, DateTimeOffset now) =>
        connection.Do("UPDATE people SET name = $1, name_key = $2, changed = $3 WHERE id = $0", id, name.Text, name.Key, now.ToUnixTimeMilliseconds());

    /// <summary>Changes what is asked of a person and whether they are told of.</summary>
    public void Set(string id, float? threshold, bool ignored, DateTimeOffset now) => connection.Do(
        "UPDATE people SET threshold = $1, ignored = $2, changed = $3 WHERE id = $0", id, (object?)threshold ?? DBNull.Value, ignored, now.ToUnixTimeMilliseconds());

    /// <summary>Notes that something of a person changed.</summary>
    public void Touch(string id, DateTimeOffset now) => connection.Do("UPDATE people SET changed = $1 WHERE id = $0", id, now.ToUnixTimeMilliseconds());

    /// <summary>Removes a person; samples and embeddings go with them.</summary>
    public int Delete(string id) => connection.Do("DELETE FROM people WHERE id = $0", id);

    private static GalleryPerson Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetInt32(2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)))
    {
        Threshold = row.IsDBNull(5) ? null : row.GetFloat(5),
        IsIgnored = row.GetBoolean(6),
        Anchors = row.GetInt32(7),
    };
}
