using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Inference;

/// <summary>A frame of a clip as a camera hands it out: YUV in the decoder's memory.</summary>
internal static class SampleFrame
{
    /// <summary>Decodes up to a frame; the caller disposes it.</summary>
    /// <param name="clip">The file.</param>
    /// <param name="number">Number of the frame, from 1.</param>
    public static async Task<Frame> TakeAsync(string clip, int number)
    {
        var options = new CameraOptions { Name = "clip", Source = new SourceAddress(clip), RealTime = false };
        using var camera = new Camera(options, TimeProvider.System, NullLogger<Camera>.Instance);
        using var enough = new CancellationTokenSource();
        Frame? taken = null;
        var seen = 0;
        camera.Slot.Arrived = () =>
        {
            if (++seen == number)
            {
                taken = camera.Slot.Take();
                enough.Cancel();
            }
        };
        await camera.RunAsync(enough.Token);
        return taken ?? throw new InvalidOperationException($"{clip} has no frame {number}.");
    }
}
