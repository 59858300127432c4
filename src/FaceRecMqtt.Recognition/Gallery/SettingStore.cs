namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Short texts that people set while the program runs, kept in the gallery's file. Safe on any thread; writing waits for the disk.</summary>
/// <param name="gallery">Whose file.</param>
public sealed class SettingStore(FaceGallery gallery)
{
    /// <summary>The text of a key; null when there is none.</summary>
    public string? Read(string key) => gallery.Database.Read(connection =>
        connection.Rows(row => row.GetString(0), "SELECT value FROM settings WHERE key = $0", key).SingleOrDefault());

    /// <summary>Keeps a text.</summary>
    public void Write(string key, string value) => gallery.Database.Commit(connection =>
        connection.Do("INSERT INTO settings (key, value) VALUES ($0, $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value));

    /// <summary>Forgets a key.</summary>
    public void Remove(string key) => gallery.Database.Commit(connection => connection.Do("DELETE FROM settings WHERE key = $0", key));
}
