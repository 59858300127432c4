using System.Globalization;

namespace FaceRecMqtt.Benchmarks.Decoding;

/// <summary>Processor time of decoding 1080p through our camera against <c>ffmpeg -threads 1 -f null -</c>, both from process start to end.</summary>
internal static class DecodeBenchmark
{
    private const string Name = "decode";
    private const double Target = 1.10;
    private const int Frames = 1500;
    private const int Pairs = 7;

    /// <summary>Measures.</summary>
    public static async Task RunAsync(Results results)
    {
        foreach (var codec in (string[])["h264", "h265"])
        {
            var clip = await Clips.MakeAsync($"street.{codec}");
            var (ours, theirs, ratios) = (new Samples(), new Samples(), new Samples());
            for (var pair = 0; pair < Pairs; pair++)
            {
                var (our, their) = pair % 2 == 0
                    ? (await OursAsync(clip, Frames), await FfmpegAsync(clip))
                    : await TheirsFirstAsync(clip);
                ours.Add(our);
                theirs.Add(their);
                ratios.Add(our / their);
            }

            results.Add(new(Name, $"1080p {codec}: our camera / ffmpeg, processor time, median of {Pairs} pairs", ratios.Median, "×", Target));
            results.Add(new(Name, $"1080p {codec}: ours per frame", 1000 * ours.Median / Frames, "ms"));
            results.Add(new(Name, $"1080p {codec}: ffmpeg per frame", 1000 * theirs.Median / Frames, "ms"));
            if (codec == "h264")
            {
                var startUp = new Samples();
                for (var i = 0; i < 3; i++)
                {
                    startUp.Add(await OursAsync(clip, 1));
                }

                results.Add(new(Name, "start and end of our process with one frame, contained above", 1000 * startUp.Median, "ms"));
            }
        }
    }

    private static async Task<(double Ours, double Theirs)> TheirsFirstAsync(string clip)
    {
        var theirs = await FfmpegAsync(clip);
        return (await OursAsync(clip, Frames), theirs);
    }

    private static Task<double> OursAsync(string clip, int frames) =>
        ProcessorTime.OfAsync("dotnet", Environment.GetCommandLineArgs()[0], "child-decode", clip, Text(frames));

    private static Task<double> FfmpegAsync(string clip) => ProcessorTime.OfAsync(
        "ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-stream_loop", "-1", "-i", clip, "-map", "0:v:0", "-frames:v", Text(Frames), "-f", "null", "-");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
