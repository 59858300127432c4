using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Opens the gallery's SQLite file: private, checked, migrated, and held alone by this process.</summary>
internal static class GalleryFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Opens or makes the file; the caller disposes the connection.</summary>
    /// <exception cref="GalleryException">The file is damaged, in use, not ours, or cannot be reached.</exception>
    public static SqliteConnection Open(string path)
    {
        SqliteConnection? connection = null;
        try
        {
            MakePrivate(path);
            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                ForeignKeys = true,
                DefaultTimeout = (int)BusyTimeout.TotalSeconds,
            }.ToString());
            connection.Open();
            // Alone: a second process would change the file behind the back of this one's index. With synchronous = FULL every commit
            // is on the disk before it returns. secure_delete: a removed face is overwritten, not only unlinked.
            connection.Do("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
            GallerySchema.Migrate(connection, path);
            CheckPages(connection, path);
            return connection;
        }
        catch (Exception fault)
        {
            connection?.Dispose();
            throw fault is SqliteException or IOException or UnauthorizedAccessException ? Explained(fault, path) : fault;
        }
    }

    /// <summary>Makes the tables in memory; the caller disposes the connection.</summary>
    public static SqliteConnection OpenInMemory()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=false;Foreign Keys=true");
        connection.Open();
        GallerySchema.Migrate(connection, "memory");
        return connection;
    }

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder, Private | UnixFileMode.UserExecute);
        }

        // Made here rather than by SQLite, so that it is never readable by others, not for a moment; its WAL file takes the same mode.
        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = Private,
        }).Dispose();

        File.SetUnixFileMode(path, Private);
    }

    private static void CheckPages(SqliteConnection connection, string path)
    {
        var findings = connection.Rows(row => row.GetString(0), "PRAGMA quick_check(1)");
        if (findings is not ["ok"])
        {
            throw Damaged(path, findings.FirstOrDefault() ?? "no answer", null);
        }
    }

    private static GalleryException Explained(Exception fault, string path) => fault switch
    {
        SqliteException { SqliteErrorCode: SqliteErrors.Corrupt or SqliteErrors.NotADatabase } => Damaged(path, fault.Message, fault),
        SqliteException { SqliteErrorCode: SqliteErrors.Busy or SqliteErrors.Locked } => new GalleryException(
            $"{path} is in use by another process. Stop the running facerec, or send it the command over MQTT (facerec command …).", fault),
        _ => new GalleryException($"{path} cannot be opened: {fault.Message} Check that the folder is writable by this user and the disk is not full.", fault),
    };

    private static GalleryException Damaged(string path, string finding, Exception? fault) => new(
        $"{path} is damaged ({finding}). It was left as it is. Restore a backup, or save what can be read with `sqlite3 {path} .recover`, "
        + "or move the file away to start with an empty gallery.", fault);
}
