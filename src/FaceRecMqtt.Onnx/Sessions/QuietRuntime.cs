using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>Keeps ONNX Runtime to itself: since 1.31 its Linux library makes a device id in the user's cache folder and reports to Microsoft.</summary>
/// <remarks>Asked for by <c>ORT_DISABLE_TELEMETRY</c> in the C library's environment, which has to be there before the library is loaded.</remarks>
internal static partial class QuietRuntime
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Nothing of this assembly may load the library before; whoever uses it cannot forget to ask.")]
    internal static void Silence()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = setenv(Variable, "1", 1);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
