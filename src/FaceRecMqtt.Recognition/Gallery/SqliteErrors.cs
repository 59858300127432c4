namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>SQLite's primary result codes that are told apart. Source: sqlite3.h.</summary>
internal static class SqliteErrors
{
    /// <summary>SQLITE_BUSY: another process holds the file.</summary>
    public const int Busy = 5;

    /// <summary>SQLITE_LOCKED.</summary>
    public const int Locked = 6;

    /// <summary>SQLITE_IOERR: the disk failed.</summary>
    public const int Disk = 10;

    /// <summary>SQLITE_FULL: no space is left.</summary>
    public const int Full = 13;

    /// <summary>SQLITE_CORRUPT.</summary>
    public const int Corrupt = 11;

    /// <summary>SQLITE_NOTADB.</summary>
    public const int NotADatabase = 26;
}
