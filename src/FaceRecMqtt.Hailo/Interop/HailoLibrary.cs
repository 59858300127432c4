using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Interop;

/// <summary>Opens libhailort while the program runs: the configured path, else the usual names. One library per process, kept until it ends.</summary>
public static class HailoLibrary
{
    // The shared object's own name is its full version; the plain name comes with the development files only.
    private static readonly string[] UsualNames =
    [
        "libhailort.so.4.23.0", "libhailort.so.4.22.0", "libhailort.so.4.21.0", "libhailort.so.4.20.1", "libhailort.so.4.20.0", "libhailort.so",
    ];

    private static readonly Lock Gate = new();
    private static IntPtr _library;
    private static string _openedAs = "";
    private static string? _askedFor;

    /// <summary>Opens the library, or finds that it is open.</summary>
    /// <param name="path">Its file; null for the usual names.</param>
    /// <returns>Its version.</returns>
    /// <exception cref="BackendException">There is none, it cannot be used, or another one is open.</exception>
    public static HailoVersion Open(string? path)
    {
        if (path is not null && !File.Exists(path))
        {
            throw new BackendException($"The HailoRT library {path} is not there; correct `library` or leave it out.");
        }

        lock (Gate)
        {
            if (_library == IntPtr.Zero)
            {
                Load(path);
            }
            else if (path != _askedFor)
            {
                throw new BackendException(
                    $"{_openedAs} is open already, and a process can use one HailoRT library; name the same `library` in every hailo backend.");
            }

            var version = Version();
            return version.IsKnown ? version : throw new BackendException(RefusalOf(version, _openedAs));
        }
    }

    /// <summary>Why a library of another version is not used.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="name">Its file.</param>
    internal static string RefusalOf(HailoVersion version, string name) => version.Major >= 5
        ? $"{name} is HailoRT {version}, which does not serve the Hailo-8 family; install HailoRT 4.23 (`sudo apt install hailort=4.23.0` with the matching driver)."
        : $"{name} is HailoRT {version}; this program knows 4.20 to 4.23, so install one of these with the driver of the same version.";

#pragma warning disable CA2255 // The resolver must be known before the first native call of this library.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(HailoLibrary).Assembly, Resolve);
#pragma warning restore CA2255

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name == HailoRT.Name ? _library : IntPtr.Zero;

    private static void Load(string? path)
    {
        // Read once, when the library loads: without it a hailort.log appears in the working folder and in the home folder.
        LibC.SetUnlessSet("HAILORT_LOGGER_PATH", "NONE");
        foreach (var candidate in path is null ? UsualNames : [path])
        {
            if (NativeLibrary.TryLoad(candidate, out var library))
            {
                if (!NativeLibrary.TryGetExport(library, nameof(HailoRT.hailo_get_library_version), out _))
                {
                    NativeLibrary.Free(library);
                    continue;
                }

                (_library, _openedAs, _askedFor) = (library, candidate, path);
                return;
            }
        }

        throw new BackendException(path is null
            ? "The HailoRT library (libhailort.so, 4.20 to 4.23) is not installed; install it with `sudo apt install hailo-all` or name its file in `library`."
            : $"{path} is no HailoRT library for this machine; correct `library`.");
    }

    private static unsafe HailoVersion Version()
    {
        LibraryVersion version;
        HailoRT.hailo_get_library_version(&version).ThrowIfFailed("Asking HailoRT for its version");
        return new HailoVersion(version.Major, version.Minor, version.Revision);
    }
}
