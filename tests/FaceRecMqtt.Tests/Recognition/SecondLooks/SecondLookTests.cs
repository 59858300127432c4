using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Switching;
using FaceRecMqtt.Tests.Recognition.Cameras;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.SecondLooks;

/// <summary>From a device that is not sure, over the CPU, to a name.</summary>
public sealed class SecondLookTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FrameSlot _slot = new();
    private readonly CameraReports _reports = new();
    private readonly PaintedPeople _people = new();
    private readonly ActiveBackend _active = new();
    private readonly FakeBackend _npu = new("npu", "b2");
    private readonly FaceGallery _gallery;
    private readonly SecondLookDesk _desk;
    private readonly CompanionBackend _companion;
    private readonly CameraRecognition _camera;
    private FakeBackend _cpu = new("cpu");
    private Action _opening = () => { };

    public SecondLookTests()
    {
        _gallery = Painted.Gallery(_folder, _time);
        _desk = new SecondLookDesk(_gallery, new SecondLookOptions(), _time, NullLogger.Instance);
        BackendChoice[] choices = [new("npu", BackendKind.Hailo, () => _npu), new("cpu", BackendKind.Onnx, OpenCpu)];
        _companion = new CompanionBackend(choices, "cpu", _gallery, _active, _desk, _time, NullLogger.Instance);
        _camera = new CameraRecognition(
            new CameraRecognitionOptions("door"), _slot, _gallery, new(), _reports, new InferenceTimings(), _time, NullLogger.Instance)
        {
            Desk = _desk,
        };
        _npu.Sees = _people.Seen;
    }

    public async ValueTask DisposeAsync()
    {
        await _companion.DisposeAsync();
        if (_active.Exchange(null) is { } serving)
        {
            await serving.DisposeAsync();
        }

        _camera.Dispose();
        _gallery.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0.20f, true)]
    [InlineData(0.05f, false)]
    public async Task With_pre_norm_above_the_gate_and_similarity_0_2_the_CPU_is_asked_and_decides(float similarity, bool isAsked)
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        await BeginAsync();
        _npu.Distort = raw => TurnTo(raw, similarity);
        Watch();
        Assert.Equal(isAsked, _desk.Made > 0);
        if (isAsked)
        {
            var told = Assert.Single(Events());
            Assert.Equal((FaceEventType.Recognized, "Anna", "npu", "cpu", "similarity"), (told.EventType, told.Identity, told.Backend, told.DecidedBy, told.DecidedBecause));
            Assert.Equal(new FakeBackend("cpu").Model.Id, told.Model);
            Assert.InRange(told.Similarity!.Value, 0.9f, 1f);
        }
    }

    [Fact]
    public async Task What_the_device_is_sure_of_costs_the_CPU_nothing()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        await BeginAsync();
        Watch();
        var told = Assert.Single(Events());
        Assert.Equal(("Anna", "npu", null), (told.Identity, told.DecidedBy, told.DecidedBecause));
        Assert.Equal(0, _desk.Made);
    }

    [Fact]
    public async Task Name_of_the_CPU_stands_against_another_of_the_device()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        Enroll("Bea", Painted.Crop(2));
        await BeginAsync();
        _npu.Distort = raw => TurnTo(raw, 0.2f);
        Watch();
        _npu.Distort = raw => FakeBackend.Raw(Painted.Crop(2), "b2").CopyTo(raw, 0);
        Watch();
        Watch();
        Assert.Equal(["Anna"], Events().Select(told => told.Identity));
        await _companion.DisposeAsync();
        Watch();
        Watch();
        Assert.Equal((FaceEventType.Changed, "Bea", "npu"), Events().Select(told => (told.EventType, told.Identity, told.DecidedBy)).Single());
    }

    [Fact]
    public async Task Companion_is_open_only_while_a_device_serves_and_the_policy_is_auto()
    {
        Enroll("Anna", Painted.Crop(1));
        await _companion.LookAsync(default).WaitAsync(Patience);
        Assert.Null(_desk.Companion);
        await BeginAsync();
        Assert.NotNull(_desk.Companion);
        _companion.IsAuto = false;
        await _companion.LookAsync(default).WaitAsync(Patience);
        Assert.Null(_desk.Companion);
        Assert.True(_cpu.IsDisposed);
    }

    [Fact]
    public async Task Crops_beyond_the_budget_are_dropped_and_counted()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        await BeginAsync();
        _npu.Distort = raw => TurnTo(raw, 0.2f);
        _cpu.Embedding = () => throw new BackendException("Out of order.");
        Watch();
        Assert.Equal(0, _desk.Made);
        Assert.True(_desk.Dropped > 0);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Looks_for_a_camera_that_lost_its_source_or_is_gone_come_back_for_the_others(bool isGone, bool isAnswered)
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        await BeginAsync();
        _npu.Distort = raw => TurnTo(raw, 0.2f);
        using var hold = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        _cpu.Embedding = () =>
        {
            begun.Set();
            Assert.True(hold.Wait(Patience));
        };
        for (var frame = 0; frame < 1000 && _desk.Waiting < SecondLookDesk.Places - 1; frame++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            _slot.Put(_people.Paint(_time));
            _camera.ServeNewest(_npu);
            // The CPU holds the first, so that the others stay where they are.
            Assert.True(_desk.Waiting == 0 || begun.Wait(Patience));
        }

        Assert.Equal(SecondLookDesk.Places - 1, _desk.Waiting);
        if (isAnswered)
        {
            await AnswerAsync();
        }

        if (isGone)
        {
            _camera.Dispose();
        }
        else
        {
            _camera.Leave("npu");
        }

        if (!isAnswered)
        {
            await AnswerAsync();
        }

        // The first look took as long as it was held, and that has to be saved up for.
        _time.Advance(TimeSpan.FromDays(1));
        for (var look = 0; look < SecondLookDesk.Places; look++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.NotNull(_desk.Obtain());
        }

        async Task AnswerAsync()
        {
            hold.Set();
            Assert.True(SpinWait.SpinUntil(() => _desk.Waiting == 0, Patience));
            // Jobs come between two looks: now the last one is answered.
            await _desk.Companion!.RunAsync(_ => 0, default).WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Companion_that_opens_only_after_the_stop_is_closed_all_the_same()
    {
        Enroll("Anna", Painted.Crop(1));
        _active.Exchange(await InferenceThread.StartAsync(_npu));
        _companion.IsAuto = true;
        using var hold = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _opening = () =>
        {
            opening.TrySetResult();
            Assert.True(hold.Wait(Patience));
        };
        var running = _companion.RunAsync(stop.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        await opening.Task.WaitAsync(Patience);
        await stop.CancelAsync();
        hold.Set();
        await running.WaitAsync(Patience);
        Assert.True(_cpu.IsDisposed);
        Assert.Null(_desk.Companion);
    }

    [Fact]
    public async Task Health_tells_what_auto_costs_since_it_was_asked_last_and_nothing_while_the_policy_is_fixed()
    {
        var health = new SecondLookHealth(_desk, _companion, _time);
        Assert.Null(health.Read());
        Enroll("Anna", _people.Stand(1, 200, 100));
        await BeginAsync();
        _npu.Distort = raw => TurnTo(raw, 0.2f);
        _cpu.Embedding = () => _time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.NotNull(health.Read());
        var begun = _time.GetTimestamp();
        Watch();
        var (told, seconds) = (health.Read()!, _time.GetElapsedTime(begun).TotalSeconds);
        Assert.Equal(("cpu", _desk.Made, _desk.Dropped), (told.Backend, told.Made, told.Dropped));
        Assert.True(told.Made > 0);
        Assert.Equal(told.Made / seconds, told.PerSecond!.Value, 6);
        Assert.Equal(told.Made * 0.03 / seconds, told.CpuShare!.Value, 6);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((told.Made, 0.0, 0.0), (health.Read() is { } later ? (later.Made, later.PerSecond!.Value, later.CpuShare!.Value) : default));
        _companion.IsAuto = false;
        Assert.Null(health.Read());
    }

    private static void TurnTo(float[] raw, float similarity)
    {
        var side = MathF.Sqrt(1 - (similarity * similarity));
        for (var i = 0; i < raw.Length; i += 2)
        {
            var (first, second) = (raw[i], raw[i + 1]);
            (raw[i], raw[i + 1]) = ((similarity * first) + (side * second), (similarity * second) - (side * first));
        }
    }

    private FakeBackend OpenCpu()
    {
        _opening();
        return _cpu = new FakeBackend("cpu");
    }

    private async Task BeginAsync()
    {
        _active.Exchange(await InferenceThread.StartAsync(_npu));
        _companion.IsAuto = true;
        await _companion.LookAsync(default).WaitAsync(Patience);
    }

    // The sample is embedded by the CPU's model, as if enrolled there; the device's embedding is added as a switch does.
    private void Enroll(string name, byte[] crop)
    {
        var raw = FaceEmbedding.FromRaw(FakeBackend.Raw(crop, "b2"));
        Assert.IsType<SampleAddition.Added>(_gallery.Add(Painted.Name(name), [Painted.Sample(crop) with { Embedding = raw }], _npu.Model));
    }

    // Three seconds of pictures; after each the CPU has its turn.
    private void Watch()
    {
        for (var frame = 0; frame < 45; frame++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(66));
            _slot.Put(_people.Paint(_time));
            _camera.ServeNewest(_npu);
            _desk.Companion?.RunAsync(_ => 0, default).Wait(Patience);
            SpinWait.SpinUntil(() => _desk.Waiting == 0, Patience);
            _desk.Companion?.RunAsync(_ => 0, default).Wait(Patience);
        }
    }

    private List<FaceEvent> Events()
    {
        List<FaceEvent> events = [];
        while (_reports.TryRead(out var report))
        {
            if (report is CameraReport.Decided decided)
            {
                events.Add(decided.Event);
                decided.Picture?.Dispose();
            }
        }

        return events;
    }
}
