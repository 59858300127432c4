using System.Diagnostics;
using System.Runtime.InteropServices;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Npu;

/// <summary>What our own code costs per face on an NPU that computes in no time: the stand-in gives its last answer again, so all that is left is the way there and back.</summary>
/// <remarks>The processor time holds the stand-in's own copies and rounding too, so ours is less.</remarks>
internal static class NpuBenchmark
{
    /// <summary>Its name.</summary>
    internal const string Name = "npu";

    private const double TargetMs = 0.3;
    private const int WarmUp = 2_000;
    private const int Faces = 20_000;

    /// <summary>Measures.</summary>
    public static Task RunAsync(Results results)
    {
        var library = RepositoryRoot.Under("build", "native", "libhailort_sim.so");
        if (!File.Exists(library))
        {
            throw new InvalidOperationException("The stand-in is missing: run 'make native'.");
        }

        // Read by the stand-in when it is loaded.
        LibC.SetUnlessSet("HAILORT_SIM", "instant=1");
        LibC.SetUnlessSet("HAILORT_SIM_ONNXRUNTIME", Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libonnxruntime.so"));
        using var folder = new RunFolder();
        using var backend = new HailoBackend(
            "npu", new HailoDevice(library, new HailoSystem(folder.Path)), new HailoBackendOptions { DetectorHef = Detector(folder), RecogniserHef = Recogniser(folder) }, TimeProvider.System, NullLogger.Instance);
        foreach (var together in (int[])[1, 4, 8])
        {
            Measure(backend, together, results);
        }

        return Task.CompletedTask;
    }

    private static void Measure(HailoBackend backend, int together, Results results)
    {
        var (crops, raw) = (new byte[together * AlignedFace.Bytes], new float[together * backend.Model.Length]);
        new Random(1).NextBytes(crops);
        Embed(WarmUp);
        using var process = Process.GetCurrentProcess();
        var (used, bytes, begun) = (process.TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        Embed(Faces);
        var (elapsed, allocated) = (TimeProvider.System.GetElapsedTime(begun), GC.GetAllocatedBytesForCurrentThread() - bytes);
        process.Refresh();
        var cpu = (process.TotalProcessorTime - used).TotalMilliseconds;
        var what = $"instantaneous NPU, {together} face{(together == 1 ? "" : "s")} at a time";
        results.Add(new(Name, $"{what}: processor time per face, the stand-in's included", cpu / Faces, "ms", TargetMs));
        results.Add(new(Name, $"{what}: managed memory per face", (double)allocated / Faces, "B", 0));
        results.Add(new(Name, $"{what}: faces per second", Faces / elapsed.TotalSeconds, "1/s"));

        void Embed(int faces)
        {
            for (var face = 0; face < faces; face += together)
            {
                backend.Embed(crops, together, raw);
            }
        }
    }

    // Without a network: what comes out does not matter here.
    private static string Recogniser(RunFolder folder) =>
        Write(folder, "arcface_mobilefacenet", SimulatedModels.ArcFace(default, ("", ""), 512, 127.5f, SimulatedQuantisation.Over(-2.4f, 1.9f)));

    private static string Detector(RunFolder folder)
    {
        var outputs = Enumerable.Repeat("", 9).ToList();
        return Write(folder, "scrfd_2.5g", SimulatedModels.Scrfd("2.5g", default, "", outputs, [.. outputs.Select(_ => SimulatedQuantisation.Over(0, 1))]));
    }

    private static string Write(RunFolder folder, string name, SimulatedModel model)
    {
        var path = folder.Under($"{name}.hef");
        File.WriteAllBytes(path, model.ToBytes());
        return path;
    }
}
