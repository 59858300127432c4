using System.Runtime.InteropServices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

/// <summary>
/// The stand-in library of native/hailort-sim. There is one per process, so the tests that use it form one collection:
/// <c>[Collection(nameof(StandIn))]</c>; they begin with <see cref="Require"/>.
/// </summary>
[CollectionDefinition(nameof(StandIn), DisableParallelization = true)]
public sealed class StandIn
{
    /// <summary>The library, where <c>make native</c> puts it.</summary>
    public static string Path { get; } = RepositoryRoot.Under("build", "native", "libhailort_sim.so");

    /// <summary>The control file of this process.</summary>
    public static string FaultFile { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"facerec-faults-{Environment.ProcessId}");

    private static readonly Lazy<nint> Library = new(() =>
    {
        LibC.SetUnlessSet("HAILORT_SIM_ONNXRUNTIME", System.IO.Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libonnxruntime.so"));
        LibC.SetUnlessSet("HAILORT_SIM_FAULTS", FaultFile);
        LibC.SetUnlessSet("HAILORT_CONSOLE_LOGGER_LEVEL", "critical");
        HailoLibrary.Open(Path);
        return NativeLibrary.Load(Path);
    });

    /// <summary>Opens it with a device without faults; skips the test where it was not built.</summary>
    public static void Require()
    {
        Assert.SkipUnless(File.Exists(Path), "the stand-in is absent; `make native` builds it");
        Reset();
    }

    /// <summary>Forgets settings, counters and drift.</summary>
    public static unsafe void Reset() => ((delegate* unmanaged<void>)Export("hailort_sim_reset"))();

    /// <summary>A setting of native/hailort-sim/README.md.</summary>
    public static unsafe void Set(string name, double value)
    {
        var text = Marshal.StringToCoTaskMemUTF8(name);
        var result = ((delegate* unmanaged<nint, double, int>)Export("hailort_sim_set"))(text, value);
        Marshal.FreeCoTaskMem(text);
        Assert.Equal(0, result);
    }

    /// <summary>Handles that are open: of a kind, or <c>all</c>.</summary>
    public static ulong OpenHandles(string kind = "all") => Count("hailort_sim_open_handles", kind);

    /// <summary>Inferences of a group; null for all.</summary>
    public static ulong Inferences(string? group = null) => Count("hailort_sim_inferences", group);

    /// <summary>Calls with handles that were not open.</summary>
    public static unsafe ulong Misuses() => ((delegate* unmanaged<ulong>)Export("hailort_sim_misuses"))();

    /// <summary>How often the device changed from one group to another.</summary>
    public static unsafe ulong Switches() => ((delegate* unmanaged<ulong>)Export("hailort_sim_switches"))();

    /// <summary>Address of a function.</summary>
    internal static nint Export(string name) => NativeLibrary.GetExport(Library.Value, name);

    private static unsafe ulong Count(string function, string? argument)
    {
        var text = Marshal.StringToCoTaskMemUTF8(argument);
        var result = ((delegate* unmanaged<nint, ulong>)Export(function))(text);
        Marshal.FreeCoTaskMem(text);
        return result;
    }
}
