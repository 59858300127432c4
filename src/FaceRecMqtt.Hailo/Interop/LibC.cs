using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop;

/// <summary>What is asked of the C library itself.</summary>
internal static partial class LibC
{
    private const int ReadAndWrite = 4 | 2;

    /// <summary>Sets a variable where native code sees it, unless it is set; <c>Environment.SetEnvironmentVariable</c> changes .NET's copy only.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    internal static void SetUnlessSet(string name, string value) => _ = setenv(name, value, 0);

    /// <summary>Whether this process may read and write a file.</summary>
    /// <param name="path">The file.</param>
    internal static bool MayReadAndWrite(string path) => access(path, ReadAndWrite) == 0;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);
}
