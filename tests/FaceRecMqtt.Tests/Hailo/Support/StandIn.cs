using System.Runtime.InteropServices;
using System.Text;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Support;

/// <summary>The stand-in device behind HailoRT's own interface; as after a power cycle when loaded, and again when disposed.</summary>
internal sealed unsafe class StandIn : IDisposable
{
    /// <summary>Its switches are the process's, so tests that use it run one after the other.</summary>
    public const string Collection = "hailort stand-in";

    private readonly IntPtr _library;

    private StandIn()
    {
        _library = NativeLibrary.Load(Path);
        Reset();
    }

    public static string Path { get; } = RepositoryRoot.Under("build", "native", "libhailort_sim.so");

    public static StandIn Load()
    {
        Assert.SkipUnless(File.Exists(Path), "the stand-in is not built (make native)");
        var device = new StandIn();
        HailoLibrary.Open(Path);
        return device;
    }

    public ulong OpenHandles
    {
        get
        {
            fixed (byte* all = "all"u8)
            {
                return ((delegate* unmanaged<byte*, ulong>)Export("hailort_sim_open_handles"))(all);
            }
        }
    }

    public ulong Misuses => ((delegate* unmanaged<ulong>)Export("hailort_sim_misuses"))();

    public ulong Inferences => ((delegate* unmanaged<byte*, ulong>)Export("hailort_sim_inferences"))(null);

    public void Set(string name, double value)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0"))
        {
            Assert.Equal(0, ((delegate* unmanaged<byte*, double, int>)Export("hailort_sim_set"))(text, value));
        }
    }

    public void Reset() => ((delegate* unmanaged<void>)Export("hailort_sim_reset"))();

    public void Dispose() => Reset();

    private IntPtr Export(string name) => NativeLibrary.GetExport(_library, name);
}

[CollectionDefinition(StandIn.Collection, DisableParallelization = true)]
public sealed class StandInCollection;
