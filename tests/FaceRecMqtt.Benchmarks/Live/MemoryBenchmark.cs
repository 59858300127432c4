namespace FaceRecMqtt.Benchmarks.Live;

/// <summary>Memory of the program with one and with four 1080p cameras after more than a minute.</summary>
internal static class MemoryBenchmark
{
    private const string Name = "memory";
    private const int Many = 4;

    /// <summary>Measures.</summary>
    public static async Task RunAsync(Results results)
    {
        var one = await LiveRun.OneCameraAsync();
        results.Add(new(Name, "resident memory, 1 camera", one.ResidentMb, "MB", 250));
        results.Add(new(Name, "proportional memory, 1 camera", one.ProportionalMb, "MB"));
        var many = await LiveRun.RunAsync(Many);
        results.Add(new(Name, $"resident memory, {Many} cameras", many.ResidentMb, "MB"));
        results.Add(new(Name, $"proportional memory, {Many} cameras", many.ProportionalMb, "MB"));
        results.Add(new(Name, "resident memory for each further camera", (many.ResidentMb - one.ResidentMb) / (Many - 1), "MB", 40));
        results.Add(new(Name, $"pictures looked at per second, {Many} cameras", many.Looked, "1/s"));
        results.Add(new(Name, $"age_ms at publication, {Many} cameras, median of {many.Ages.Count} decisions", many.Ages.Median, "ms"));
    }
}
