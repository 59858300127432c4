using System.Globalization;
using FaceRecMqtt.Benchmarks.Inference;

namespace FaceRecMqtt.Benchmarks.Live;

/// <summary>What the real program told over MQTT and took of memory while it watched RTSP cameras of 1080p at 15 frames/s.</summary>
/// <param name="Ages"><c>age_ms</c> of every decision, ms.</param>
/// <param name="Arrivals">From <c>capture_ts</c> to the arrival at a subscriber, ms.</param>
/// <param name="ResidentMb">Resident memory at the end, MB.</param>
/// <param name="ProportionalMb">The same with shared pages divided among their users, MB.</param>
/// <param name="Looked">Pictures looked at per second, all cameras together, at the end.</param>
internal sealed record LiveRun(Samples Ages, Samples Arrivals, double ResidentMb, double ProportionalMb, double Looked)
{
    private const string Node = "bench";
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly Lazy<Task<LiveRun>> OfOneCamera = new(() => RunAsync(1));

    /// <summary>The run with one camera, made once and used by several benchmarks.</summary>
    public static Task<LiveRun> OneCameraAsync() => OfOneCamera.Value;

    /// <summary>Runs the program for over a minute.</summary>
    /// <param name="cameras">How many cameras.</param>
    public static async Task<LiveRun> RunAsync(int cameras)
    {
        var clip = await Clips.MakeAsync("clock.h264");
        string[] names = [.. Enumerable.Range(1, cameras).Select(number => $"camera{number}")];
        await using var server = await RtspServerProcess.StartAsync(names.Select(name => (name, clip)), "--clock");
        using var folder = new RunFolder();
        Directory.CreateDirectory(folder.Under("data"));
        Directory.CreateSymbolicLink(folder.Under("data", "models"), Path.Combine(Packs.DataFolder, "models"));
        var port = FreePort.Take();
        await using var node = NodeProcess.Run(folder, Configuration(folder, port, names.Select(name => (name, server.Address(name)))));
        await node.Process.LineWithAsync("is online", TimeSpan.FromSeconds(60));
        await using var recorder = await MqttRecorder.ConnectAsync(port);
        recorder.Context = node.Tail;
        await Task.Delay(Settling);
        var from = recorder.Count;
        await Task.Delay(Watched);
        var (resident, proportional) = (Memory(node, "status", "VmRSS:"), Memory(node, "smaps_rollup", "Pss:"));
        var looked = names.Sum(name => recorder.Latest($"facerec/{Node}/camera/{name}/stats") is { } stats ? LookedPerSecond(stats) : 0);
        var (ages, arrivals) = Decisions(recorder.Messages(from));
        await node.StopAsync();
        return new(ages, arrivals, resident, proportional, looked);
    }

    private static string Configuration(RunFolder folder, int port, IEnumerable<(string Name, string Address)> cameras) => $"""
        node:
          name: {Node}
        data:
          folder: {folder.Under("data")}
        mqtt:
          embedded:
            port: {port}
        cameras:
        {string.Join('\n', cameras.Select(camera => $"  - name: {camera.Name}\n    source: {camera.Address}"))}
        """;

    private static (Samples Ages, Samples Arrivals) Decisions(IEnumerable<Received> messages)
    {
        var (ages, arrivals) = (new Samples(), new Samples());
        foreach (var message in messages)
        {
            if (message.Topic.EndsWith("/event", StringComparison.Ordinal) && message["event_type"] is not "left")
            {
                ages.Add(message.Json.GetProperty("age_ms").GetDouble());
                arrivals.Add((message.At - DateTimeOffset.Parse(message["capture_ts"]!, CultureInfo.InvariantCulture)).TotalMilliseconds);
            }
        }

        return (ages, arrivals);
    }

    private static double LookedPerSecond(Received stats) => stats.Json.TryGetProperty("detected_fps", out var rate) ? rate.GetDouble() : 0;

    private static double Memory(NodeProcess node, string file, string key)
    {
        var line = File.ReadLines($"/proc/{node.Process.Id}/{file}").First(line => line.StartsWith(key, StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
