namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Reads and writes files of packs; files are for their owner only and on the disk when a write returns.</summary>
internal static class FileBytes
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="PackException">It cannot be read or is larger than allowed.</exception>
    public static byte[] Read(string path, long maxBytes)
    {
        try
        {
            return new FileInfo(path).Length <= maxBytes
                ? File.ReadAllBytes(path)
                : throw new PackException(PackFault.Refused, $"{path}: larger than {maxBytes} bytes");
        }
        catch (Exception fault) when (IsDiskFault(fault))
        {
            throw new PackException(PackFault.Missing, $"{path}: cannot be read ({fault.Message})", fault);
        }
    }

    /// <summary>Makes a new file.</summary>
    public static FileStream Create(string path) => new(path, Options(FileMode.Create));

    /// <summary>Opens a file for appending; makes it where it is missing.</summary>
    public static FileStream Append(string path) => new(path, Options(FileMode.Append));

    /// <summary>Writes a whole file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var stream = Create(path);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Copies a file.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken stopping)
    {
        await using var source = File.OpenRead(from);
        await using var target = Create(to);
        await source.CopyToAsync(target, stopping);
        target.Flush(flushToDisk: true);
    }

    /// <summary>Makes a folder for its owner only.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PackException(PackFault.Disk, "facerec runs on Linux: folders for their owner only are made with Unix rights");
        }

        Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <summary>Whether the disk refused.</summary>
    public static bool IsDiskFault(Exception fault) => fault is IOException or UnauthorizedAccessException;

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return options;
    }
}
