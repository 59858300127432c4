using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>The gallery's open file, shared by everything that keeps something in it; one reader or writer at a time.</summary>
/// <remarks>A commit is on the disk when it returns, so changes belong on no camera and no inference thread.</remarks>
internal sealed class GalleryDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    /// <summary>Opens or makes the file.</summary>
    /// <exception cref="GalleryException">The file is damaged, in use, of a newer version, or cannot be reached. It is left as it is.</exception>
    public GalleryDatabase(string path)
        : this(GalleryFile.Open(path))
    {
    }

    private GalleryDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>The same tables in memory, for what must not be stored.</summary>
    public static GalleryDatabase InMemory() => new(GalleryFile.OpenInMemory());

    /// <summary>Held while the connection is used.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The connection; only under the gate.</summary>
    public SqliteConnection Connection => _connection;

    /// <summary>Reads under the gate.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        lock (Gate)
        {
            return query(_connection);
        }
    }

    /// <summary>Changes the file, all or nothing; on the disk when it returns.</summary>
    public T Commit<T>(Func<SqliteConnection, T> change)
    {
        lock (Gate)
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var result = change(_connection);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Overwrites what was deleted in the write-ahead log too, which still holds the old pages until it is written back and cut.</summary>
    public void Purge() => Read(connection => connection.Do("PRAGMA wal_checkpoint(TRUNCATE)"));

    /// <summary>Writes the log back and closes the file.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            _connection.Dispose();
        }
    }
}
