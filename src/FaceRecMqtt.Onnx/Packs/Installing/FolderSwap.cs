using System.Runtime.InteropServices;

namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>Puts a finished folder in the place of another in one step, so that a kill leaves the old or the new, never a mixture.</summary>
internal static partial class FolderSwap
{
    private const int CurrentFolder = -100;
    private const uint Exchange = 2;
    private const string AsideSuffix = ".aside";

    /// <summary>Puts a folder in place.</summary>
    /// <param name="staging">The finished folder; afterwards gone, or what was in place before.</param>
    /// <param name="target">Where it belongs; same file system.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Put(string staging, string target)
    {
        Sync(staging);
        if (!Directory.Exists(target))
        {
            Directory.Move(staging, target);
        }
        else if (renameat2(CurrentFolder, staging, CurrentFolder, target, Exchange) != 0)
        {
            // File systems without exchange (some network ones): the old folder steps aside for a moment.
            var aside = target + AsideSuffix;
            Directory.Move(target, aside);
            Directory.Move(staging, target);
            Directory.Delete(aside, recursive: true);
        }

        Sync(Path.GetDirectoryName(target)!);
    }

    /// <summary>Brings back what a kill in the moment between left aside.</summary>
    /// <param name="root">Folder of the targets.</param>
    public static void Recover(string root)
    {
        foreach (var aside in Directory.EnumerateDirectories(root, "*" + AsideSuffix).ToList())
        {
            var target = aside[..^AsideSuffix.Length];
            if (Directory.Exists(target))
            {
                Directory.Delete(aside, recursive: true);
            }
            else
            {
                Directory.Move(aside, target);
            }
        }
    }

    // The names in a folder reach the disk only when the folder itself is written.
    private static void Sync(string folder)
    {
        var handle = open(folder, 0);
        if (handle >= 0)
        {
            _ = fsync(handle);
            _ = close(handle);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat2(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int handle);

    [LibraryImport("libc")]
    private static partial int close(int handle);
}
