using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.Video.Interop;

/// <summary>Finds libfacerec_media: beside the program, else in <c>build/native</c> of the checkout above it.</summary>
internal static class MediaLoader
{
    private const string FileName = "libfacerec_media.so";

    private static readonly Lazy<string?> Problem = new(Probe);

    /// <summary>Makes sure the library is there and fits.</summary>
    /// <exception cref="MediaException">It is missing or of another version.</exception>
    internal static void Require()
    {
        if (Problem.Value is { } problem)
        {
            throw new MediaException(problem);
        }
    }

#pragma warning disable CA2255 // The resolver must be known before the first native call of this library.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(MediaLoader).Assembly, Resolve);
#pragma warning restore CA2255

    private static string? Probe()
    {
        try
        {
            var abi = MediaLibrary.fr_abi();
            return abi == MediaLibrary.Abi
                ? null
                : $"{FileName} has interface {abi}, this program needs {MediaLibrary.Abi}; build it again with `make native`.";
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return $"{FileName} cannot be loaded, so no video can be decoded; build it with `make native` (it needs FFmpeg 5 to 8). "
                + e.Message;
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != MediaLibrary.Name)
        {
            return IntPtr.Zero;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var candidate in (string[])[Path.Combine(folder.FullName, FileName), Path.Combine(folder.FullName, "build", "native", FileName)])
            {
                if (File.Exists(candidate))
                {
                    return NativeLibrary.Load(candidate);
                }
            }
        }

        return IntPtr.Zero;
    }
}
