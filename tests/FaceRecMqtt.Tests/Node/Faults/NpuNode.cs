using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Diagnosis;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging;
using RepositoryRoot = FaceRecMqtt.Tests.Support.RepositoryRoot;

namespace FaceRecMqtt.Tests.Node.Faults;

/// <summary>The node inside this process, composed as the program composes it: an NPU on the stand-in, the starter pack on the CPU, a folder of pictures as camera.</summary>
internal sealed class NpuNode : IAsyncDisposable
{
    private const double Seconds = 60;

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TestBroker _broker;
    private readonly ILoggerFactory _loggers;
    private readonly BackendSection _npu;
    private readonly FaceNode _node;
    private readonly Task _running;

    private NpuNode(TestBroker broker)
    {
        _broker = broker;
        _npu = new BackendSection
        {
            Name = "npu",
            Kind = BackendKind.Hailo,
            Library = StandInDevice.Path,
            DetectorHef = StandInHef.Detector(_folder.Path),
            RecogniserHef = StandInHef.Recogniser(_folder.Path),
        };
        // One picture again and again: the search goes on bit by bit everywhere.
        Directory.CreateDirectory(_folder.File("camera"));
        File.Copy(RepositoryRoot.Under("build", "pictures", "sample1.jpg"), _folder.File("camera/sample1.jpg"));
        Write("sys/bus/pci/devices/0000:01:00.0/vendor", "0x1e60\n");
        Write("sys/module/hailo_pci/version", "4.23.0\n");
        Write("dev/hailo0", "");
        // The models are looked for in the data folder.
        File.CreateSymbolicLink(_folder.File("models"), RepositoryRoot.Under("build", "data", "models"));
        var configuration = new NodeConfiguration
        {
            DataFolder = _folder.Path,
            Cameras = [new CameraSection { Name = "yard", Source = new SourceAddress(_folder.File("camera")), PictureInterval = TimeSpan.FromMilliseconds(100) }],
            Backends = [_npu, new BackendSection { Name = "cpu" }],
        };
        var options = RunningNode.Options(broker.Port);
        var outbox = new Outbox(options.OutboxLimit, TimeProvider.System);
        _loggers = LoggerFactory.Create(builder => builder.AddProvider(new MqttLogProvider(new NodeTopics(options.BaseTopic, options.Node), outbox, TimeProvider.System)));
        _node = new FaceNode(configuration, options, outbox, new NodeRestart(() => new(configuration, [], [])), TimeProvider.System, _loggers);
        _running = _node.RunAsync(_stopping.Token);
    }

    /// <summary>Starts it; needs the stand-in, the starter pack and the sample pictures.</summary>
    public static async Task<NpuNode> StartAsync()
    {
        StarterPack.Require();
        Assert.SkipUnless(File.Exists(RepositoryRoot.Under("build", "pictures", "sample1.jpg")), "the sample pictures are absent; `make pictures` fetches them");
        return new NpuNode(await TestBroker.StartAsync());
    }

    /// <summary>How many messages have come; a place to wait from.</summary>
    public int Count => _broker.Count;

    /// <summary>Waits until a backend serves and no switch is under way.</summary>
    public Task<Published> ServesAsync(string backend, int from = 0) => WaitAsync(
        "backend", message => message.Json["active"]?.GetValue<string>() == backend && message.Json["switching_to"] is null, $"{backend} serves", from);

    /// <summary>Waits until the NPU's first answer to the test face is kept.</summary>
    public async Task AnsweredAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds));
        while (!File.Exists(_folder.File("npu-answers.bin")))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits for a message of a topic of the node.</summary>
    public async Task<Published> WaitAsync(string topic, Func<Published, bool> wanted, string what, int from = 0)
    {
        bool IsIt(Published message) => message.Topic == $"facerec/edge/{topic}" && wanted(message);
        return (await _broker.WaitAsync(what, log => log.Any(IsIt), from, Seconds)).First(IsIt);
    }

    /// <summary>Everything the log said at this level or above since.</summary>
    public IReadOnlyList<string> Logged(int from) =>
        [.. _broker.Messages(from).Where(message => message.Topic == "facerec/edge/log").Select(message => message.Json["message"]!.GetValue<string>())];

    /// <summary>What <c>facerec doctor</c> finds wrong meanwhile; empty where it finds nothing.</summary>
    /// <param name="hasNode">Whether the device's node is there; root may open whatever there is, so one that is not there stands for a forbidden one.</param>
    public string Doctor(bool hasNode)
    {
        if (!hasNode)
        {
            File.Delete(_folder.File("dev/hailo0"));
        }

        var findings = new HailoCheck(new FaceRecMqtt.Hailo.Devices.HailoSystem(_folder.Path), 4096).Examine([_npu]);
        return string.Join(" ", findings.Where(finding => finding.Verdict is not Verdict.Ok).Select(finding => $"{finding.Subject}: {finding.Text}"))
            .Replace(_folder.Path, "…", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(Seconds));
        await _node.DisposeAsync();
        await _broker.DisposeAsync();
        _loggers.Dispose();
        _stopping.Dispose();
        _folder.Dispose();
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }
}
