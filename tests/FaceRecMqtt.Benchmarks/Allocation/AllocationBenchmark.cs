namespace FaceRecMqtt.Benchmarks.Allocation;

/// <summary>Managed memory the running node allocates per frame it looks at, and what its camera and inference threads allocate.</summary>
internal static class AllocationBenchmark
{
    /// <summary>Its name.</summary>
    internal const string Name = "alloc";

    private const int Cameras = 4;
    private const int WarmUp = 800;
    private const int Frames = 10_000;
    private const int LivelyFrames = 1500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Measures.</summary>
    public static async Task RunAsync(Results results)
    {
        await ThreadAllocation.RunAsync(results);
        var steady = await PerFrameAsync(await SteadyClip.MakeAsync(), Frames);
        results.Add(new(Name, $"whole node, {Cameras} cameras, people who stay: per frame over {Frames} frames looked at", steady.Bytes, "B", 200));
        results.Add(new(Name, "the same: frames looked at per second", steady.PerSecond, "1/s"));
        var lively = await PerFrameAsync(await Clips.MakeAsync("clock.h264"), LivelyFrames);
        results.Add(new(Name, $"whole node, {Cameras} cameras, several new people every 2 s: per frame", lively.Bytes, "B"));
    }

    private static async Task<(double Bytes, double PerSecond)> PerFrameAsync(string clip, int frames)
    {
        await using var node = new RunningNode(clip, Cameras);
        await node.LookedAsync(WarmUp, Patience);
        var (bytes, looked, begun) = (GC.GetTotalAllocatedBytes(true), node.Looked, TimeProvider.System.GetTimestamp());
        await node.LookedAsync(looked + frames, Patience);
        var (allocated, done) = (GC.GetTotalAllocatedBytes(true) - bytes, node.Looked - looked);
        return ((double)allocated / done, done / TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
    }
}
