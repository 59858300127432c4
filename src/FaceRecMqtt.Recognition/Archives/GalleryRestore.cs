using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Puts a backup in the place of the gallery while everything runs: all of it or nothing.</summary>
/// <remarks>
/// The backup is copied aside, brought to the newest version, looked through and embedded by the serving model there; only then its pages go
/// into the open file, in one transaction. What it replaces is kept as a backup itself.
/// </remarks>
/// <param name="gallery">What is replaced.</param>
/// <param name="active">The backend that embeds what is missing.</param>
/// <param name="folder">Where backups are.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
public sealed class GalleryRestore(FaceGallery gallery, ActiveBackend active, ArchiveFolder folder, TimeProvider time, ILogger logger)
{
    private const long MostBytes = 8L * 1024 * 1024 * 1024;

    /// <summary>Restores a backup; one at a time, which is the caller's to see to.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="progress">Is told how many pictures of how many are embedded; returns at once.</param>
    /// <param name="cancellation">Calls it off until the swap; nothing changed then.</param>
    /// <exception cref="ArchiveException">The file cannot be used; the gallery is as it was.</exception>
    /// <exception cref="BackendException">The serving backend could not embed the pictures; the gallery is as it was.</exception>
    public async Task<RestoreResult> RunAsync(string file, Action<int, int> progress, CancellationToken cancellation)
    {
        var staged = Path.Combine(folder.Path, $".{Guid.NewGuid():N}.restore");
        try
        {
            return await RunAsync(file, staged, progress, cancellation).ConfigureAwait(false);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is SqliteErrors.Full or SqliteErrors.Disk)
        {
            throw new ArchiveException(ArchiveProblem.Disk, $"{folder.Name}/{file} cannot be restored: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is GalleryException or InvalidDataException or InvalidCastException or FormatException or SqliteException)
        {
            throw new ArchiveException(ArchiveProblem.Unusable, $"{folder.Name}/{file} is damaged: {fault.Message.Replace(staged, "it", StringComparison.Ordinal)}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException(ArchiveProblem.Disk, $"{folder.Name}/{file} cannot be restored: {fault.Message}", fault);
        }
        finally
        {
            // The copy of the file, and what SQLite keeps beside it.
            foreach (var left in Directory.Exists(folder.Path) ? Directory.GetFiles(folder.Path, Path.GetFileName(staged) + "*") : [])
            {
                File.Delete(left);
            }
        }
    }

    private async Task<RestoreResult> RunAsync(string file, string staged, Action<int, int> progress, CancellationToken cancellation)
    {
        await CopyAsync(file, staged, cancellation).ConfigureAwait(false);
        using var coming = new FaceGallery(new GalleryOptions(staged), time, logger);
        if (coming.Database.Read(connection => BackupContents.Problem(connection, gallery.Serving)) is { } problem)
        {
            throw new ArchiveException(ArchiveProblem.Unusable, $"{folder.Name}/{file} {problem}.");
        }

        var embedding = new GalleryEmbedding(coming);
        var embedded = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            embedded += await EmbedAsync(coming, embedding, embedded, progress, cancellation).ConfigureAwait(false);
            if (Swap(coming) is { } replaced)
            {
                gallery.Tell();
                var people = gallery.Roster.Values.ToArray();
                Log.Restored(logger, file, people.Length, replaced.File);
                return new RestoreResult(people.Length, people.Sum(person => person.Samples + person.Anchors), embedded, replaced);
            }
        }
    }

    private async Task<int> EmbedAsync(FaceGallery coming, GalleryEmbedding embedding, int done, Action<int, int> progress, CancellationToken cancellation)
    {
        var thread = active.Current;
        try
        {
            if (thread is not null)
            {
                return await embedding.CompleteAsync(thread, done, progress, cancellation).ConfigureAwait(false);
            }
        }
        catch (ObjectDisposedException) when (active.Current != thread)
        {
            // Replaced meanwhile: the next one's embeddings count.
            return 0;
        }

        // Before the first backend serves nothing is missing: whoever serves first embeds everybody.
        return gallery.Serving is { } serving && coming.CountMissing(serving) > 0
            ? throw new BackendException("No backend serves at the moment that could embed the faces of the backup. Try again when one does.")
            : 0;
    }

    // Null where the serving model lacks embeddings.
    private BackupFile? Swap(FaceGallery coming)
    {
        lock (gallery.Database.Gate)
        {
            if (gallery.Serving is { } serving && coming.CountMissing(serving) > 0)
            {
                return null;
            }

            var replaced = new GalleryBackup(gallery, folder).Write(folder.Fresh("before-restore"));
            KeepChoices(coming);
            coming.Database.Read(connection =>
            {
                connection.BackupDatabase(gallery.Database.Connection);
                return 0;
            });
            gallery.Follow();
            gallery.TellReplaced();
            gallery.Database.Purge();
            return replaced;
        }
    }

    // What people chose on this node (a backend, a camera switched off) is not the gallery's; a model's limits are.
    private void KeepChoices(FaceGallery coming)
    {
        const string Choices = "FROM settings WHERE key NOT LIKE 'threshold:%' AND key NOT LIKE 'margin:%'";
        var kept = gallery.Database.Connection.Rows(row => (Key: row.GetString(0), Value: row.GetString(1)), "SELECT key, value " + Choices);
        coming.Database.Commit(connection =>
        {
            connection.Do("DELETE " + Choices);
            return kept.Sum(choice => connection.Do("INSERT INTO settings (key, value) VALUES ($0, $1)", choice.Key, choice.Value));
        });
    }

    private async Task CopyAsync(string file, string staged, CancellationToken cancellation)
    {
        var source = folder.Open(file, MostBytes);
        await using (source.ConfigureAwait(false))
        {
            if (BackupHeader.Problem(source) is { } problem)
            {
                throw new ArchiveException(ArchiveProblem.Unusable, $"{folder.Name}/{file} {problem}.");
            }

            source.Position = 0;
            var copy = PrivateFile.Create(staged);
            await using (copy.ConfigureAwait(false))
            {
                await source.CopyToAsync(copy, cancellation).ConfigureAwait(false);
            }
        }
    }
}
