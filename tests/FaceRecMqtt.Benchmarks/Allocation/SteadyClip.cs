namespace FaceRecMqtt.Benchmarks.Allocation;

/// <summary>People who stay where they are, with a camera's noise: nothing changes, so there is nothing to tell.</summary>
internal static class SteadyClip
{
    /// <summary>Frames per second.</summary>
    public const int FramesPerSecond = 25;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Makes the clip where it is missing, 720p H.264 without B-frames; returns its path.</summary>
    public static async Task<string> MakeAsync()
    {
        var clip = RepositoryRoot.Under("build", "clips", "steady.h264.mp4");
        if (!File.Exists(clip))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(clip)!);
            var part = Path.ChangeExtension(clip, ".part.mp4");
            await using var maker = ChildProcess.Start("ffmpeg", "ffmpeg",
            [
                "-v", "error", "-y", "-loop", "1", "-framerate", $"{FramesPerSecond}", "-t", "8", "-i", Clips.Sample(1),
                "-vf", "scale=1280:720:force_original_aspect_ratio=increase,crop=1280:720:0:0,noise=alls=5:allf=t:all_seed=7,format=yuv420p",
                "-c:v", "libx264", "-preset", "ultrafast", "-crf", "23", "-bf", "0", "-g", "50", part,
            ]);
            await maker.ExitAsync(Patience);
            File.Move(part, clip);
        }

        return clip;
    }
}
