namespace FaceRecMqtt.Benchmarks.Live;

/// <summary>How old a decision is when it is published, of one 1080p camera at 15 frames/s over RTSP.</summary>
internal static class LatencyBenchmark
{
    private const string Name = "latency";

    /// <summary>Measures.</summary>
    public static async Task RunAsync(Results results)
    {
        var run = await LiveRun.OneCameraAsync();
        results.Add(new(Name, $"age_ms at publication, median of {run.Ages.Count} decisions", run.Ages.Median, "ms", 100));
        results.Add(new(Name, "age_ms at publication, 95th percentile", run.Ages.At(0.95), "ms", 250));
        results.Add(new(Name, "capture_ts to arrival at a subscriber, median", run.Arrivals.Median, "ms"));
        results.Add(new(Name, "capture_ts to arrival at a subscriber, 95th percentile", run.Arrivals.At(0.95), "ms"));
        results.Add(new(Name, "pictures looked at per second", run.Looked, "1/s"));
        await CaptureClock.RunAsync(Name, results);
    }
}
