namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>Files that are sent to the node.</summary>
internal static class PictureFile
{
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>The file's bytes.</summary>
    /// <exception cref="CommandFailed">It cannot be read, is empty or larger than any node takes.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken stopping)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length is > 0 and <= MaxBytes
                ? await File.ReadAllBytesAsync(path, stopping)
                : throw new CommandFailed(ExitCode.Usage, $"{path} is {(length == 0 ? "empty" : "larger than 64 MiB")}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Usage, $"{path} cannot be read: {fault.Message}");
        }
    }
}
