using System.Diagnostics;
using FaceRecMqtt.Benchmarks.Inference;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Recognition.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Recall;

/// <summary>Share of pasted faces that one full pass over a still 1080p picture finds, by width, against looking at the whole picture once.</summary>
internal static class RecallBenchmark
{
    private const string Name = "recall";
    private const float MinimumScore = 0.6f;
    private const float SamePlace = 0.5f;
    private const int Scenes = 5;
    private static readonly int[] Widths = [30, 40, 50, 60, 80, 100, 120, 150, 200];

    /// <summary>Measures.</summary>
    public static Task RunAsync(Results results) => Task.Factory.StartNew(
        () =>
        {
            foreach (var (name, pack) in Packs.All())
            {
                using var backend = new OnnxBackend(name, pack, new OnnxBackendOptions(), NullLogger.Instance);
                backend.EnterThread();
                Run(name, backend, results);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static void Run(string name, OnnxBackend backend, Results results)
    {
        using var faces = FaceCutouts.Of(backend);
        var (calls, frames, time) = (0, 0, 0.0);
        foreach (var width in Widths)
        {
            var (shown, search, whole) = (0, 0, 0);
            for (var scene = 0; scene < Scenes; scene++)
            {
                using var pasted = new PastedScene(faces, width, seed: (1000 * width) + scene);
                shown += pasted.Boxes.Count;
                whole += Found(pasted, AtOnce(backend, pasted.Frame));
                var pass = new SearchOptions().FullPassEvery;
                var begun = Stopwatch.GetTimestamp();
                var (seen, regions) = Search(backend, pasted.Frame, pass);
                time += Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                (calls, frames) = (calls + regions, frames + pass);
                search += Found(pasted, seen);
            }

            results.Add(new(Name, $"{name}, {width} px wide: found by one full pass ({shown} faces)", 100.0 * search / shown, "%"));
            results.Add(new(Name, $"{name}, {width} px wide: found in the whole picture at once", 100.0 * whole / shown, "%"));
        }

        results.Add(new(Name, $"{name}: detector calls per frame", (double)calls / frames, ""));
        results.Add(new(Name, $"{name}: search per frame", time / frames, "ms"));
    }

    private static List<FaceBox> AtOnce(OnnxBackend backend, Frame frame)
    {
        var faces = new FaceDetection[128];
        var count = backend.Detect(frame, new PixelRect(0, 0, frame.Width, frame.Height), MinimumScore, faces);
        return [.. faces.Take(count).Select(face => face.Box)];
    }

    private static (List<FaceBox> Seen, int Regions) Search(OnnxBackend backend, Frame frame, int pass)
    {
        var search = new FrameSearch(new SearchOptions { MinDetectorScore = MinimumScore });
        List<FaceBox> seen = [];
        var regions = 0;
        for (var i = 0; i < pass; i++)
        {
            foreach (ref readonly var face in search.Find(backend, frame, [], TimeSpan.FromSeconds(i / 15.0)))
            {
                seen.Add(face.Box);
            }

            regions += search.Regions;
        }

        return (seen, regions);
    }

    private static int Found(PastedScene scene, List<FaceBox> seen) =>
        scene.Boxes.Count(box => seen.Exists(found => found.IntersectionOverUnion(box) >= SamePlace));
}
