using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Tables of the gallery and the steps from each version to the next; <c>user_version</c> says how many were done.</summary>
internal static class GallerySchema
{
    /// <summary>Marks the file as ours (<c>application_id</c>): "FREC".</summary>
    public const long ApplicationId = 0x46524543;

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE people (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            changed INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE samples (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person TEXT NOT NULL REFERENCES people(id) ON DELETE CASCADE,
            crop BLOB NOT NULL,
            face_px INTEGER NOT NULL,
            sharpness REAL NOT NULL,
            yaw INTEGER NOT NULL,
            pitch INTEGER NOT NULL,
            roll INTEGER NOT NULL,
            detector REAL NOT NULL,
            grade INTEGER NOT NULL,
            source TEXT NOT NULL,
            created INTEGER NOT NULL
        );
        CREATE INDEX samples_of_person ON samples(person);
        CREATE TABLE embeddings (
            sample INTEGER NOT NULL REFERENCES samples(id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            pre_norm REAL NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (sample, model)
        );
        """,
        // kind of a sample: 0 shows the person, 1 is an anchor ("not this person").
        """
        ALTER TABLE people ADD COLUMN threshold REAL;
        ALTER TABLE people ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE samples ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE sightings (
            person TEXT PRIMARY KEY REFERENCES people(id) ON DELETE CASCADE,
            camera TEXT NOT NULL,
            seen INTEGER NOT NULL,
            similarity REAL
        ) WITHOUT ROWID;
        CREATE TABLE unknowns (
            id TEXT PRIMARY KEY,
            camera TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            visits INTEGER NOT NULL,
            ignored INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE TABLE unknown_faces (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            unknown TEXT NOT NULL REFERENCES unknowns(id) ON DELETE CASCADE,
            crop BLOB NOT NULL,
            face_px INTEGER NOT NULL,
            sharpness REAL NOT NULL,
            yaw INTEGER NOT NULL,
            pitch INTEGER NOT NULL,
            roll INTEGER NOT NULL,
            detector REAL NOT NULL,
            grade INTEGER NOT NULL,
            source TEXT NOT NULL,
            created INTEGER NOT NULL
        );
        CREATE INDEX unknown_faces_of ON unknown_faces(unknown);
        CREATE TABLE unknown_embeddings (
            face INTEGER NOT NULL REFERENCES unknown_faces(id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            pre_norm REAL NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (face, model)
        );
        CREATE TABLE settings (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
    ];

    /// <summary>Newest version this program knows.</summary>
    public static int Newest => Steps.Length;

    /// <summary>Brings a file to the newest version, all or nothing.</summary>
    /// <exception cref="GalleryException">The file belongs to another program or to a newer version of this one.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var owner = connection.Number("PRAGMA application_id");
        var version = connection.Number("PRAGMA user_version");
        if (owner != ApplicationId && (owner != 0 || connection.Number("SELECT count(*) FROM sqlite_master") > 0))
        {
            throw new GalleryException($"{path} is a database of another program. Move it away or choose another data folder.");
        }

        if (version > Steps.Length)
        {
            throw new GalleryException(
                $"{path} was written by a newer facerec (version {version}, this one knows {Steps.Length}). Install that one again or restore a backup.");
        }

        for (var step = (int)version; step < Steps.Length; step++)
        {
            connection.Do(Steps[step]);
        }

        connection.Do($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Steps.Length}");
        transaction.Commit();
    }
}
