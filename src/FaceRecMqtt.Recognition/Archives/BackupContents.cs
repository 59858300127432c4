using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Looks through a gallery that came from elsewhere, before it takes the place of the one in use.</summary>
internal static class BackupContents
{
    private static readonly string[] Untyped =
    [
        "SELECT count(*) FROM people WHERE typeof(id) <> 'text' OR typeof(name) <> 'text' OR typeof(name_key) <> 'text' OR typeof(created) <> 'integer' "
            + "OR typeof(changed) <> 'integer' OR typeof(ignored) <> 'integer' OR typeof(threshold) NOT IN ('null', 'real') OR threshold NOT BETWEEN 0 AND 1",
        .. new[] { "samples", "unknown_faces" }.Select(table =>
            $"SELECT count(*) FROM {table} WHERE typeof(crop) <> 'blob' OR typeof(face_px) <> 'integer' OR typeof(sharpness) <> 'real' OR typeof(yaw) <> 'integer' "
            + "OR typeof(pitch) <> 'integer' OR typeof(roll) <> 'integer' OR typeof(detector) <> 'real' OR grade NOT IN (0, 1, 2) OR typeof(source) <> 'text' "
            + "OR typeof(created) <> 'integer'"),
        "SELECT count(*) FROM samples WHERE kind NOT IN (0, 1)",
    ];

    /// <summary>What is wrong, as the end of a sentence; null when everything can be used. Embeddings that cannot be are removed: they are made anew.</summary>
    /// <param name="connection">A gallery of the newest version that nobody else uses.</param>
    /// <param name="serving">The model whose embeddings come first; null for none.</param>
    public static string? Problem(SqliteConnection connection, EmbeddingModel? serving)
    {
        if (!Schema(connection).SetEquals(OwnSchema()))
        {
            return "has other tables than a gallery has";
        }

        if (connection.Rows(row => row.GetString(0), "PRAGMA foreign_key_check").Count > 0 || Untyped.Any(query => connection.Number(query) > 0))
        {
            return "is damaged (rows that do not belong together)";
        }

        if (connection.Rows(row => (row.GetString(0), row.GetString(1), row.GetString(2)), "SELECT id, name, name_key FROM people")
            .Any(person => !IsPerson(person.Item1, person.Item2, person.Item3)))
        {
            return "has a person in it whose name or id cannot be used";
        }

        foreach (var table in new[] { "samples", "unknown_faces" })
        {
            foreach (var row in connection.Rows(row => row.GetInt64(0), $"SELECT id FROM {table}"))
            {
                if (!IsCrop(connection.Rows(crop => crop.GetFieldValue<byte[]>(0), $"SELECT crop FROM {table} WHERE id = $0", row).Single()))
                {
                    return $"is damaged (picture {row} of {table})";
                }
            }
        }

        DropUnusable(connection, "embeddings", serving);
        DropUnusable(connection, "unknown_embeddings", serving);
        return null;
    }

    private static HashSet<string> OwnSchema()
    {
        using var own = new SqliteConnection("Data Source=:memory:;Pooling=false");
        own.Open();
        GallerySchema.Migrate(own, "memory");
        return Schema(own);
    }

    // Nothing else may be in it: a trigger would run with every change from then on.
    private static HashSet<string> Schema(SqliteConnection connection) => connection.Rows(
        row => $"{row.GetString(0)} {row.GetString(1)}: {row.GetString(2)}",
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'").ToHashSet(StringComparer.Ordinal);

    private static bool IsPerson(string id, string name, string key) =>
        PersonId.IsOne(id) && PersonName.Parse(name, out _) is { } parsed && parsed.Text == name && parsed.Key == key;

    private static bool IsCrop(byte[] packed)
    {
        try
        {
            return CropBytes.Unpack(packed).Length > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static void DropUnusable(SqliteConnection connection, string table, EmbeddingModel? serving)
    {
        foreach (var row in connection.Rows(row => row.GetInt64(0), $"SELECT rowid FROM {table}"))
        {
            var (model, vector) = connection.Rows(
                found => (found.GetString(0), found.GetValue(1) as byte[] ?? []), $"SELECT model, vector FROM {table} WHERE rowid = $0", row).Single();
            var unit = VectorBytes.Unpack(vector);
            var isUsable = Math.Abs(TensorPrimitives.Norm<float>(unit) - 1) < 1e-3f && (model != serving?.Hash || unit.Length == serving.Length);
            if (!isUsable)
            {
                connection.Do($"DELETE FROM {table} WHERE rowid = $0", row);
            }
        }
    }
}
