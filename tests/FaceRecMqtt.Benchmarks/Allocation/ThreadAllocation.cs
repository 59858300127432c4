using System.Runtime.CompilerServices;
using FaceRecMqtt.Benchmarks.Inference;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Allocation;

/// <summary>What the thread of a camera and the inference thread allocate while people stay in view, asked on those threads.</summary>
internal static class ThreadAllocation
{
    private const int WarmUp = 500;
    private const int Frames = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Measures.</summary>
    public static async Task RunAsync(Results results)
    {
        var (camera, inference) = (new ThreadMeter(WarmUp, Frames), new ThreadMeter(WarmUp, Frames));
        using var folder = new RunFolder();
        var time = TimeProvider.System;
        using var gallery = new FaceGallery(new GalleryOptions(folder.Under("gallery.db")), time, NullLogger.Instance);
        var (active, reports) = (new ActiveBackend(), new CameraReports());
        var options = new CameraOptions { Name = "steady", Source = new SourceAddress(await SteadyClip.MakeAsync()), RealTime = false };
        using var source = new Camera(options, time, NullLogger<Camera>.Instance);
        using var recognition = new CameraRecognition(
            new CameraRecognitionOptions("steady"), source.Slot, gallery, new LiveLooks(), reports, new InferenceTimings(), time, NullLogger.Instance);
        var turns = new CameraTurns(active);
        turns.Serve([recognition]);
        var counting = new CountingBackend(() => new OnnxBackend("cpu", Packs.Starter(), new OnnxBackendOptions(), NullLogger.Instance), inference);
        await using var backends = new BackendSwitch(
            [new BackendChoice("cpu", BackendKind.Onnx, () => counting.Open())], gallery, active, time, NullLogger.Instance, (thread, backend) =>
            {
                var before = Changes(recognition, reports);
                var served = turns.ServeNext(thread, backend);
                if (served)
                {
                    inference.Tick(Changes(recognition, reports) != before);
                }

                return served;
            });
        await backends.SwitchAsync("cpu", (_, _) => { }, CancellationToken.None);
        source.Slot.Arrived = () =>
        {
            camera.Tick(hasChanged: false);
            turns.Wake();
        };
        using var stopping = new CancellationTokenSource();
        var reading = Task.Run(() => source.RunAsync(stopping.Token));
        await Task.WhenAll(camera.Done, inference.Done).WaitAsync(Patience);
        await stopping.CancelAsync();
        await reading;
        Add($"camera thread, over {Frames} frames", camera.Bytes, "B", 0);
        Add($"inference thread, over the {Frames - inference.Changes} of {Frames} frames in which nothing changed", inference.Bytes, "B", 0);
        Add("inference thread, in the others (a track started or something was told)", inference.BytesOfChanges, "B");
        Add("the same: detector calls per frame", (double)counting.Detections / Frames, "");
        Add("the same: faces embedded per frame", (double)counting.Embeddings / Frames, "");

        // Nobody reads the reports here, so those that wait and those that found no place are all there were.
        static long Changes(CameraRecognition recognition, CameraReports reports) =>
            StartedBy(TrackerOf(recognition)) + reports.Count + reports.Dropped;

        void Add(string what, double value, string unit, double? target = null) => results.Add(new(AllocationBenchmark.Name, what, value, unit, target));
    }

    // Read from outside, so that the program carries nothing for the benchmark.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_tracker")]
    private static extern ref FaceTracker TrackerOf(CameraRecognition recognition);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_started")]
    private static extern ref long StartedBy(FaceTracker tracker);
}
