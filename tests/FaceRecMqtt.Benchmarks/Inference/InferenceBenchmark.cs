namespace FaceRecMqtt.Benchmarks.Inference;

/// <summary>From the ready tensor to boxes, points and embeddings against a bare session on the same file, threads and handling of denormals.</summary>
internal static class InferenceBenchmark
{
    /// <summary>Its name.</summary>
    internal const string Name = "infer";

    /// <summary>Most that our own work may add.</summary>
    internal const double Target = 1.05;

    /// <summary>Measures.</summary>
    public static async Task RunAsync(Results results)
    {
        var clip = await Clips.MakeAsync("street.h264");
        // Made before any session is opened, and by a thread that opens none.
        await Task.Factory.StartNew(() => Measure(clip, results), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static void Measure(string clip, Results results)
    {
        using var plain = Lane.Plain();
        using var flushing = Lane.Flushing();
        using var frame = SampleFrame.TakeAsync(clip, 30).GetAwaiter().GetResult();
        foreach (var (name, pack) in Packs.All())
        {
            flushing.Do(() => DetectorBenchmark.Run(name, pack, frame, results));
        }

        flushing.Do(() => LandmarkBenchmark.Run(frame, results));
        EmbedderBenchmark.Run(plain, flushing, frame, results);
    }
}
