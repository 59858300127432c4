using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Rows of sightings; they go with their people.</summary>
internal static class SightingTable
{
    /// <summary>Every sighting by the person's id.</summary>
    public static Dictionary<string, Sighting> All(SqliteConnection connection) => connection.Rows(
        row => (Person: row.GetString(0), Sighting: new Sighting(
            row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetFloat(3))),
        "SELECT person, camera, seen, similarity FROM sightings").ToDictionary(row => row.Person, row => row.Sighting, StringComparer.Ordinal);

    /// <summary>A moment as the table keeps it: in whole ms.</summary>
    public static DateTimeOffset Kept(DateTimeOffset seen) => DateTimeOffset.FromUnixTimeMilliseconds(seen.ToUnixTimeMilliseconds());

    /// <summary>Replaces a person's sighting; nothing happens when the person is gone.</summary>
    public static int Put(SqliteConnection connection, string person, Sighting sighting) => connection.Do(
        "INSERT OR REPLACE INTO sightings (person, camera, seen, similarity) SELECT id, $1, $2, $3 FROM people WHERE id = $0",
        person,
        sighting.Camera,
        sighting.Seen.ToUnixTimeMilliseconds(),
        sighting.Similarity is { } similarity ? similarity : DBNull.Value);
}
