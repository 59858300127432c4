using System.Runtime.CompilerServices;
using FaceRecMqtt.Benchmarks.Inference;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Benchmarks.Allocation;

/// <summary>The node inside this process, composed as the program composes it, with its embedded broker.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly RunFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILoggerFactory _loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Information));
    private readonly FaceNode _node;
    private readonly Task _running;

    /// <summary>Starts it.</summary>
    /// <param name="clip">What every camera shows.</param>
    /// <param name="cameras">How many cameras.</param>
    public RunningNode(string clip, int cameras)
    {
        var configuration = new NodeConfiguration
        {
            DataFolder = Packs.DataFolder,
            GalleryPath = _folder.Under("gallery.db"),
            Cameras = [.. Enumerable.Range(1, cameras).Select(number => new CameraSection { Name = $"camera{number}", Source = new SourceAddress(clip) })],
            Mqtt = new MqttSection { Embedded = new MqttEmbeddedSection { Port = FreePort.Take() } },
        };
        var options = configuration.ToMqttOptions(new NodeIdentity("000000000000", "bench"), NodeHost.Version);
        _node = new FaceNode(configuration, options, new Outbox(options.OutboxLimit, TimeProvider.System), new NodeRestart(() => new(configuration, [], [])), TimeProvider.System, _loggers);
        _running = _node.RunAsync(_stopping.Token);
    }

    /// <summary>Frames looked at so far, all cameras together.</summary>
    public long Looked
    {
        get
        {
            var (sum, cameras) = (0L, CamerasOf(_node).All);
            for (var i = 0; i < cameras.Count; i++)
            {
                sum += cameras[i].Recognition.Looked;
            }

            return sum;
        }
    }

    /// <summary>Waits until so many frames were looked at.</summary>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public async Task LookedAsync(long frames, TimeSpan patience)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var deadline = Deadline.In(patience);
        while (Looked < frames)
        {
            if (_running.IsCompleted || deadline.Left == TimeSpan.Zero)
            {
                await _running.WaitAsync(TimeSpan.Zero);
                throw new TimeoutException($"Only {Looked} of {frames} frames were looked at.");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await _node.DisposeAsync();
        _loggers.Dispose();
        _stopping.Dispose();
        _folder.Dispose();
    }

    // Read from outside, so that the program carries nothing for the benchmark.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_cameras")]
    private static extern ref CameraSet CamerasOf(FaceNode node);
}
