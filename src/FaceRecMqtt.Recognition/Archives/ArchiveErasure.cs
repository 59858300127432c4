using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Removes an erased person from what was copied out of the gallery: their rows from backups, and exports they are in as a whole.</summary>
/// <remarks>An export can be made again; a backup may be the only one, so it keeps everybody else.</remarks>
/// <param name="backups">The backups.</param>
/// <param name="exports">The exports.</param>
public sealed class ArchiveErasure(ArchiveFolder backups, ArchiveFolder exports)
{
    /// <summary>Removes a person.</summary>
    /// <param name="person">Who they were; a namesake enrolled at another time stays, unless it is their face.</param>
    /// <returns>Files that were changed or deleted, and those that could not be read and so may hold the person still.</returns>
    public (IReadOnlyList<string> Cleaned, IReadOnlyList<string> Unread) Run(ErasedPerson person)
    {
        List<string> cleaned = [], unread = [];
        foreach (var (file, shown, clean) in backups.Files().Select(file => (file, Shown(backups, file), (Func<string, ErasedPerson, bool>)FromBackup))
            .Concat(exports.Files().Select(file => (file, Shown(exports, file), (Func<string, ErasedPerson, bool>)FromExport))))
        {
            try
            {
                if (clean(file, person))
                {
                    cleaned.Add(shown);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or SqliteException)
            {
                unread.Add(shown);
            }
        }

        return (cleaned, unread);
    }

    private static string Shown(ArchiveFolder folder, string file) => $"{folder.Name}/{Path.GetFileName(file)}";

    private static bool FromBackup(string file, ErasedPerson person)
    {
        using (var header = new FileStream(file, FileMode.Open, FileAccess.Read))
        {
            if (BackupHeader.Problem(header) is { } problem)
            {
                throw new InvalidDataException(problem);
            }
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true }.ToString());
        connection.Open();
        connection.Do("PRAGMA secure_delete = ON");
        // An older backup has not all the tables yet.
        GallerySchema.Migrate(connection, file);
        using var transaction = connection.BeginTransaction(deferred: false);
        var rows = PersonErasure.Erase(connection, person);
        transaction.Commit();
        return rows > 0;
    }

    private static bool FromExport(string file, ErasedPerson person)
    {
        using (var archive = new PeopleArchive(new FileStream(file, FileMode.Open, FileAccess.Read)))
        {
            var pictures = person.Pictures.Select(CropBytes.Unpack).ToArray();
            var isInIt = archive.People.Any(exported => (exported.Person == person.Person.Id && exported.Created == person.Person.Created)
                || exported.Samples.Any(sample => archive.Crop(sample) is var crop && pictures.Any(picture => picture.AsSpan().SequenceEqual(crop))));
            if (!isInIt)
            {
                return false;
            }
        }

        File.Delete(file);
        return true;
    }
}
