using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Live;

/// <summary>Whether a frame's capture time is the time it was sent, which the picture itself shows: the server sends frame n when the wall clock says so.</summary>
internal static class CaptureClock
{
    private const double FramesPerSecond = 15;
    private const double ClipSeconds = 20;
    private const int Bits = 9;
    private const int BarSize = 64;
    private const int FirstRow = 952 + (BarSize / 2);
    private const int LeastContrast = 60;
    private const int Skipped = 30;
    private const int Wanted = 225;
    private const double AllowedMs = 20 + (1000 / FramesPerSecond);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Measures.</summary>
    public static async Task RunAsync(string name, Results results)
    {
        var clip = await Clips.MakeAsync("clock.h264");
        await using var server = await RtspServerProcess.StartAsync([("clock", clip)], "--clock");
        var options = new CameraOptions { Name = "clock", Source = new SourceAddress(server.Address("clock")) };
        using var camera = new Camera(options, TimeProvider.System, NullLogger<Camera>.Instance);
        using var enough = new CancellationTokenSource(Patience);
        var (errors, sizes) = (new Samples(), new Samples());
        var seen = 0;
        camera.Slot.Arrived = () =>
        {
            using var frame = camera.Slot.Take();
            if (++seen > Skipped && frame is not null && Number(frame.Luma) is { } number)
            {
                var error = ErrorMs(frame.CapturedAt, number);
                errors.Add(error);
                sizes.Add(Math.Abs(error));
                if (sizes.Count == Wanted)
                {
                    enough.Cancel();
                }
            }
        };
        await camera.RunAsync(enough.Token);
        results.Add(new(name, $"capture_ts − clock in the picture, median of {errors.Count} frames", errors.Median, "ms"));
        results.Add(new(name, "capture_ts − clock in the picture, 95th percentile of the amount", sizes.At(0.95), "ms", AllowedMs));
        results.Add(new(name, "capture_ts − clock in the picture, largest amount", sizes.At(1), "ms"));
    }

    /// <summary>The number in the bars: each bit a white box above a black one when it is set; null where they cannot be read.</summary>
    private static int? Number(LumaPlane luma)
    {
        var number = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            var x = (bit * BarSize) + (BarSize / 2);
            var contrast = luma.Row(FirstRow)[x] - luma.Row(FirstRow + BarSize)[x];
            if (Math.Abs(contrast) < LeastContrast)
            {
                return null;
            }

            number |= contrast > 0 ? 1 << bit : 0;
        }

        return number;
    }

    private static double ErrorMs(DateTimeOffset captured, int number)
    {
        var seconds = (captured - DateTimeOffset.UnixEpoch).TotalSeconds - (number / FramesPerSecond);
        return 1000 * (seconds - (ClipSeconds * Math.Round(seconds / ClipSeconds)));
    }
}
