using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Recognition.Failover;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Failover;

/// <summary>The real backends and the clock on the wall: a device lost under the node, and the starter models on the CPU instead.</summary>
[Collection(nameof(Hailo.Simulation.StandIn))]
public sealed class StandInFailoverTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StandInDevice _standIn = StandInDevice.Load();
    private readonly TemporaryFolder _folder = new();
    private readonly ActiveBackend _active = new();
    private readonly BackendCalls _calls = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly FaceGallery _gallery;
    private readonly BackendSwitch _switch;
    private readonly BackendSupervisor _supervisor;
    private readonly StandbyGallery _standby;

    public StandInFailoverTests()
    {
        _gallery = Painted.Gallery(_folder, samplesPerPerson: 500);
        var device = new HailoDevice(StandInDevice.Path, new HailoSystem(_folder.Path));
        var pack = StarterPack.Installed();
        BackendChoice[] choices =
        [
            new("npu", BackendKind.Hailo, () => new HailoBackend("npu", device, Hefs(), TimeProvider.System, NullLogger.Instance)),
            new("cpu", BackendKind.Onnx, () => new OnnxBackend("cpu", pack, new OnnxBackendOptions(), NullLogger<OnnxBackend>.Instance)),
        ];
        _switch = new BackendSwitch(choices, _gallery, _active, TimeProvider.System, NullLogger.Instance);
        _supervisor = new BackendSupervisor(_switch, choices, _active, _calls, "npu", TimeProvider.System, NullLogger.Instance);
        _standby = new StandbyGallery(choices, _gallery, _active, TimeProvider.System, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _supervisor.DisposeAsync();
        await _switch.DisposeAsync();
        _gallery.Dispose();
        _stop.Dispose();
        _standIn.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("closed", "absent")]
    [InlineData("stuck", "absent")]
    [InlineData("closed", "busy")]
    public async Task Lost_device_is_replaced_by_the_CPU_with_the_whole_gallery(string fault, string afterwards)
    {
        var running = _supervisor.RunAsync(_stop.Token);
        await Until(() => _active.Current is not null);
        Enroll(100);
        await _standby.LookAsync(default).WaitAsync(Patience);
        _standIn.Set(fault, -1);
        _standIn.Set(afterwards, 1);
        var begun = TimeProvider.System.GetTimestamp();
        while (_active.Current!.Name != "cpu")
        {
            await AskAsync(_active.Current);
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience);
        }

        var took = TimeProvider.System.GetElapsedTime(begun);
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault}: the CPU serves after {took.TotalMilliseconds:F0} ms");
        // Two seconds on a machine that does nothing else; tests share theirs.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.Equal(100, _gallery.Index(_active.Current.Model).SampleCount);
        await Until(() => _supervisor.FailedOver is not null);
        Assert.Equal(("npu", "cpu"), (_supervisor.FailedOver?.From, _supervisor.FailedOver?.To));
        await _stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public async Task Drift_of_the_device_is_seen_after_errors_and_the_CPU_serves_until_it_is_healed()
    {
        await _supervisor.StartAsync(default).WaitAsync(Patience);
        await _supervisor.WatchAsync(default).WaitAsync(Patience);
        Assert.Null(_supervisor.Drift);
        _standIn.Set("drift", 0.2);
        _calls.Failed("npu", "A hiccup.", TimeProvider.System.GetTimestamp());
        while (_supervisor.Drift is null)
        {
            await _supervisor.WatchAsync(default).WaitAsync(Patience);
            await _supervisor.Probing.WaitAsync(Patience);
        }

        Assert.Equal("cpu", _active.Current?.Name);
        Assert.Contains("has drifted: cosine 0.", _supervisor.Drift, StringComparison.Ordinal);
        Assert.Equal(0ul, _standIn.OpenHandles);
    }

    // What a camera's picture does: it notes whether the backend answered.
    private async Task AskAsync(InferenceThread thread)
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            await BackendTrial.ProbeAsync(thread).WaitAsync(Patience);
            _calls.Succeeded(thread.Name);
        }
        catch (BackendException fault)
        {
            _calls.Failed(thread.Name, fault.Message, begun);
            await Task.Delay(20);
        }
        catch (ObjectDisposedException)
        {
            // Replaced while it was asked.
        }
    }

    private void Enroll(int samples)
    {
        var model = _active.Current!.Model;
        for (var i = 0; i < samples; i++)
        {
            var raw = new float[model.Length];
            raw[i] = 1;
            var sample = Painted.Sample(i) with { Embedding = FaceEmbedding.FromRaw(raw) };
            Assert.IsType<SampleAddition.Added>(_gallery.Add(Painted.Name($"Person {i}"), [sample], model));
        }
    }

    private HailoBackendOptions Hefs() => new() { DetectorHef = StandInHef.Detector(_folder.Path), RecogniserHef = StandInHef.Recogniser(_folder.Path) };

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
