using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Copies the whole gallery, as it is at one moment, into a file of its own: one SQLite database, with nothing that belongs to this node alone.</summary>
/// <param name="gallery">What is copied.</param>
/// <param name="folder">Where to.</param>
public sealed class GalleryBackup(FaceGallery gallery, ArchiveFolder folder)
{
    /// <summary>Writes a copy. Recognition goes on meanwhile, changes wait.</summary>
    /// <param name="file">Its name; null for one made of the time.</param>
    /// <exception cref="ArchiveException">The name is bad or taken, or the disk failed; nothing is left behind.</exception>
    public BackupFile Write(string? file = null)
    {
        lock (gallery.Database.Gate)
        {
            var name = folder.Write(file ?? folder.Fresh("gallery"), path =>
            {
                try
                {
                    gallery.Database.Connection.Do("VACUUM INTO $0", path);
                }
                catch (SqliteException fault)
                {
                    throw new IOException(fault.Message, fault);
                }
            });
            var people = gallery.Roster.Values.ToArray();
            return new BackupFile(
                name, new FileInfo(Path.Combine(folder.Path, name)).Length, people.Length, people.Sum(person => person.Samples + person.Anchors));
        }
    }
}
