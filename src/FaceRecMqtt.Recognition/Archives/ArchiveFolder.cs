namespace FaceRecMqtt.Recognition.Archives;

/// <summary>A folder inside the data folder that commands write to and read from; its files are their owner's alone.</summary>
/// <remarks>A name comes from whoever may send commands, so it is a plain name and nothing else: no path, no link that leads out.</remarks>
/// <param name="dataFolder">The data folder.</param>
/// <param name="name">Name of the folder in it.</param>
/// <param name="extension">What its files end in, with the dot.</param>
/// <param name="time">Clock.</param>
public sealed class ArchiveFolder(string dataFolder, string name, string extension, TimeProvider time)
{
    private const int LongestName = 100;

    /// <summary>Name of the folder.</summary>
    public string Name { get; } = name;

    /// <summary>Its whole path; it need not exist.</summary>
    public string Path { get; } = System.IO.Path.Combine(dataFolder, name);

    /// <summary>Every file in it.</summary>
    public IEnumerable<string> Files() => Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*" + extension).Order(StringComparer.Ordinal) : [];

    /// <summary>Removes what a killed process left half written; they are whole galleries.</summary>
    public void RemoveRests()
    {
        try
        {
            foreach (var rest in Directory.Exists(Path) ? Directory.GetFiles(Path, ".*") : [])
            {
                File.Delete(rest);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Tried again at the next start.
        }
    }

    /// <summary>A name that no file has, made of the time.</summary>
    /// <param name="stem">First words.</param>
    public string Fresh(string stem)
    {
        var dated = $"{stem}-{time.GetUtcNow():yyyyMMdd-HHmmss}";
        var name = dated + extension;
        for (var number = 2; File.Exists(System.IO.Path.Combine(Path, name)); number++)
        {
            name = $"{dated}-{number}{extension}";
        }

        return name;
    }

    /// <summary>Writes a file: whole and on the disk under its name, or not at all.</summary>
    /// <param name="file">Its name; the ending is added where it is missing.</param>
    /// <param name="write">Fills the file at a path that is given, which exists and is empty.</param>
    /// <returns>The name it got.</returns>
    /// <exception cref="ArchiveException">The name is bad or taken, or the disk failed.</exception>
    public string Write(string file, Action<string> write)
    {
        var target = Located(file);
        if (File.Exists(target))
        {
            throw new ArchiveException(ArchiveProblem.Exists, $"{Name}/{System.IO.Path.GetFileName(target)} is there already; give another name.");
        }

        var part = System.IO.Path.Combine(Path, $".{Guid.NewGuid():N}.part");
        try
        {
            PrivateFile.MakeFolder(Path);
            PrivateFile.Create(part).Dispose();
            write(part);
            using (var whole = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            {
                whole.Flush(flushToDisk: true);
            }

            File.Move(part, target, overwrite: false);
            return System.IO.Path.GetFileName(target);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException(ArchiveProblem.Disk, $"{Name}/{System.IO.Path.GetFileName(target)} cannot be written: {fault.Message}", fault);
        }
        finally
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }

    /// <summary>Opens a file of this folder.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="mostBytes">Larger ones are refused.</param>
    /// <exception cref="ArchiveException">The name is bad, or the file is not there, too large or cannot be read.</exception>
    public FileStream Open(string file, long mostBytes)
    {
        var path = Located(file);
        var shown = $"{Name}/{System.IO.Path.GetFileName(path)}";
        try
        {
            if (!File.Exists(path))
            {
                var others = string.Join(", ", Files().Select(System.IO.Path.GetFileName).TakeLast(10));
                throw new ArchiveException(ArchiveProblem.NotFound, $"There is no {shown}; {(others.Length == 0 ? "the folder is empty" : $"there is: {others}")}.");
            }

            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new ArchiveException(ArchiveProblem.BadName, $"{shown} is a link; put the file itself there.");
            }

            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length <= mostBytes)
            {
                return stream;
            }

            stream.Dispose();
            throw new ArchiveException(ArchiveProblem.TooLarge, $"{shown} is larger than {mostBytes / (1024 * 1024)} MiB.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException(ArchiveProblem.Disk, $"{shown} cannot be read: {fault.Message}", fault);
        }
    }

    private string Located(string file)
    {
        var isPlain = file.Length is > 0 and <= LongestName && file[0] != '.'
            && file.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
        return isPlain
            ? System.IO.Path.Combine(Path, file.EndsWith(extension, StringComparison.Ordinal) ? file : file + extension)
            : throw new ArchiveException(ArchiveProblem.BadName, $"A file is a plain name of letters, digits, - _ and . in the folder {Name}, not a path.");
    }
}
