using FaceRecMqtt.Tests.Hailo.Simulation;

namespace FaceRecMqtt.Tests.Hailo.Support;

/// <summary>The stand-in's device for one test: without faults at first, and again when disposed.</summary>
internal sealed class StandInDevice : IDisposable
{
    private readonly ulong _openBefore = StandIn.OpenHandles();
    private readonly ulong _misusedBefore = StandIn.Misuses();

    private StandInDevice()
    {
    }

    /// <summary>Path of the library that stands in for libhailort.</summary>
    public static string Path => StandIn.Path;

    /// <summary>Handles opened since the test began and not closed.</summary>
    public ulong OpenHandles => StandIn.OpenHandles() - _openBefore;

    /// <summary>Calls with handles that were not open, since the test began.</summary>
    public ulong Misuses => StandIn.Misuses() - _misusedBefore;

    public ulong Inferences => StandIn.Inferences();

    public static StandInDevice Load()
    {
        StandIn.Require();
        return new StandInDevice();
    }

    public void Set(string name, double value) => StandIn.Set(name, value);

    public void Reset() => StandIn.Reset();

    public void Dispose() => Reset();
}
