using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Decoding;

/// <summary>A process that decodes a file as a camera does and then ends.</summary>
internal static class DecodeChild
{
    /// <summary>Decodes a file in a loop, as fast as it goes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="frames">How many frames; 0 only opens the libraries.</param>
    public static async Task<int> RunAsync(string file, int frames)
    {
        var options = new CameraOptions { Name = "clip", Source = new SourceAddress(file), RealTime = false };
        using var camera = new Camera(options, TimeProvider.System, NullLogger<Camera>.Instance);
        using var enough = new CancellationTokenSource();
        var seen = 0;
        camera.Slot.Arrived = () =>
        {
            if (++seen >= frames)
            {
                enough.Cancel();
            }
        };
        await camera.RunAsync(enough.Token);
        return seen >= frames ? 0 : 1;
    }
}
