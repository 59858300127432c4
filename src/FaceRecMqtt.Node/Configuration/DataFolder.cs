namespace FaceRecMqtt.Node.Configuration;

/// <summary>Makes the folder that keeps the gallery and the models.</summary>
internal static class DataFolder
{
    /// <summary>Rights of the folder: its owner only (0700).</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder where it is missing and takes away other users' rights.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>Null when it can be used, else what is wrong and what helps.</returns>
    public static string? Prepare(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return "facerec runs on Linux: folders for their owner only are made with Unix rights";
        }

        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
            if (File.GetUnixFileMode(path) != OwnerOnly)
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            var probe = Path.Combine(path, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"the data folder {path} cannot be used ({fault.Message}); set data.folder to a folder this user may write";
        }
    }
}
