using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>libfacerec_cpu: beside the program, else in <c>build/native</c> of the checkout above it.</summary>
internal static partial class CpuLibrary
{
    /// <summary>Its file.</summary>
    internal const string FileName = "libfacerec_cpu.so";

    private const string Name = "facerec_cpu";

    /// <summary>Treats denormals as zero on the calling thread; 1 when done, 0 when this processor has no such switch.</summary>
    [LibraryImport(Name)]
    internal static partial int facerec_denormals_off();

    /// <summary>Computes with denormals again on the calling thread, to measure what the switch saves; 1 when done, 0 when there is no switch.</summary>
    [LibraryImport(Name)]
    internal static partial int facerec_denormals_on();

#pragma warning disable CA2255 // The resolver must be known before the first native call of this library.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(CpuLibrary).Assembly, Resolve);
#pragma warning restore CA2255

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Name)
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
