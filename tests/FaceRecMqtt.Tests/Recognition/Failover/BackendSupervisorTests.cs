using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Failover;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Failover;

/// <summary>A lost device costs two seconds, not the node; it comes back when it has shown that it works.</summary>
public sealed class BackendSupervisorTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ActiveBackend _active = new();
    private readonly FakeLogger _log = new();
    private readonly FaceGallery _gallery;
    private readonly BackendCalls _calls;
    private readonly BackendSwitch _switch;
    private readonly BackendSupervisor _supervisor;
    private readonly StandbyGallery _standby;
    private string? _npuProblem;
    private string? _openProblem;
    private string? _cpuProblem;
    private volatile Exception? _serveFault;
    private Action<float[]> _distort = _ => { };
    private Action _opening = () => { };
    private Action _cpuOpening = () => { };
    private FakeBackend? _npu;
    private int _cpuOpened;
    private int _npuOpened;

    public BackendSupervisorTests()
    {
        _gallery = Painted.Gallery(_folder);
        _calls = new BackendCalls(_time);
        BackendChoice[] choices =
        [
            new("npu2", BackendKind.Hailo, () => throw new BackendException("No second device.")),
            new("npu", BackendKind.Hailo, OpenNpu),
            new("cpu", BackendKind.Onnx, OpenCpu),
        ];
        _switch = new BackendSwitch(choices, _gallery, _active, _time, NullLogger.Instance, Serve);
        _supervisor = new BackendSupervisor(_switch, choices, _active, _calls, "npu", _time, _log);
        _standby = new StandbyGallery(choices, _gallery, _active, _time, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _supervisor.DisposeAsync();
        await _switch.DisposeAsync();
        _gallery.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Calls_that_fail_for_a_second_bring_the_other_backend_within_two()
    {
        await Start();
        Add("Anna", 1);
        Fail("The device is gone.");
        Assert.True(await UntilServes("cpu") <= TimeSpan.FromSeconds(2));
        Assert.Equal(new FailedOver("npu", "cpu", "The device is gone."), _supervisor.FailedOver);
        Assert.Equal("Anna", _gallery.Index(_active.Current!.Model).Find(FaceEmbedding.FromRaw(FakeBackend.Raw(Painted.Crop(1), "a1")).Unit.Span).Best?.Name);
    }

    [Fact]
    public async Task One_failed_call_after_which_the_device_computes_changes_nothing()
    {
        await Start();
        _calls.Failed("npu", "A hiccup.", _time.GetTimestamp());
        await Advance(TimeSpan.FromSeconds(3), () => _calls.Failure is null);
        await Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("npu", _active.Current?.Name);
        Assert.Null(_supervisor.FailedOver);
    }

    [Fact]
    public async Task Start_without_its_device_is_served_by_another_backend()
    {
        _openProblem = "The device is busy.";
        await _supervisor.StartAsync(default).WaitAsync(Patience);
        Assert.Equal("cpu", _active.Current?.Name);
        Assert.Equal("The device is busy.", _supervisor.FailedOver?.Problem);
    }

    [Fact]
    public async Task Device_that_returns_takes_over_after_it_worked_for_thirty_seconds()
    {
        await Start();
        Fail("The device is gone.");
        await UntilServes("cpu");
        _openProblem = _npuProblem = null;
        Assert.InRange((await UntilServes("npu")).TotalSeconds, 30, 36);
        await Advance(TimeSpan.FromSeconds(1), () => _supervisor.FailedOver is null);
        Assert.Null(_supervisor.FailedOver);
    }

    [Fact]
    public async Task Busy_device_is_asked_with_growing_pauses()
    {
        await Start();
        Fail("The device is gone.");
        await UntilServes("cpu");
        var before = _npuOpened;
        await Advance(TimeSpan.FromMinutes(5));
        Assert.InRange(_npuOpened - before, 6, 10);
    }

    [Fact]
    public async Task With_nothing_to_stand_in_the_failing_one_stays_and_serves_when_it_recovers()
    {
        await Start();
        _cpuProblem = "No model.";
        Fail("The device is gone.");
        await Advance(TimeSpan.FromSeconds(65));
        Assert.Equal("npu", _active.Current?.Name);
        Assert.InRange(_cpuOpened, 2, 3);
        _npuProblem = null;
        await Advance(TimeSpan.FromSeconds(3), () => _calls.Failure is null);
        Assert.Null(_calls.Failure);
    }

    [Fact]
    public async Task Backend_chosen_by_command_is_not_taken_away_again()
    {
        await Start();
        Fail("The device is gone.");
        await UntilServes("cpu");
        Assert.IsType<SwitchResult.AlreadyActive>(await _supervisor.ChooseAsync("cpu", (_, _) => { }, default).WaitAsync(Patience));
        _openProblem = _npuProblem = null;
        await Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("cpu", _active.Current?.Name);
        Assert.Null(_supervisor.FailedOver);
    }

    [Fact]
    public async Task Gallery_is_kept_embedded_for_the_backend_that_would_stand_in()
    {
        await Start();
        Enumerable.Range(0, 20).ToList().ForEach(i => Add($"Person {i}", i));
        Assert.Equal(20, _gallery.CountMissing(Painted.Model));
        await _standby.LookAsync(default).WaitAsync(Patience);
        Assert.Equal(0, _gallery.CountMissing(Painted.Model));
        await _standby.LookAsync(default).WaitAsync(Patience);
        Assert.Equal(1, _cpuOpened);
    }

    [Fact]
    public async Task Device_that_drifts_is_replaced_within_five_minutes_and_stays_away_until_its_answers_are_right()
    {
        await Start();
        await Advance(TimeSpan.FromSeconds(1));
        _distort = raw => raw[0] += 3;
        await UntilServes("cpu");
        Assert.Contains("drifted: cosine 0.", _supervisor.Drift, StringComparison.Ordinal);
        Assert.Equal(_supervisor.Drift, _supervisor.FailedOver?.Problem);
        var opened = _npuOpened;
        await Advance(TimeSpan.FromMinutes(3), () => _active.Current?.Name != "cpu");
        Assert.Equal("cpu", _active.Current?.Name);
        Assert.True(_npuOpened > opened);
        _distort = _ => { };
        await UntilServes("npu");
        await Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_supervisor.Drift);
    }

    [Fact]
    public async Task Device_that_drifts_and_nobody_can_replace_is_opened_anew_and_serves_on()
    {
        await Start();
        await Advance(TimeSpan.FromSeconds(1));
        _cpuProblem = "No model.";
        _distort = raw => Array.ForEach(Enumerable.Range(0, raw.Length).ToArray(), i => raw[i] *= 1.2f);
        await Advance(TimeSpan.FromMinutes(6), () => _supervisor.Drift is not null);
        Assert.Contains("pre_norm", _supervisor.Drift, StringComparison.Ordinal);
        Assert.Equal(("npu", 2), (_active.Current?.Name, _npuOpened));
        _distort = _ => { };
        await Advance(TimeSpan.FromMinutes(6), () => _supervisor.Drift is null);
        Assert.Null(_supervisor.Drift);
    }

    [Fact]
    public async Task Fault_that_ended_the_thread_is_told_and_logged()
    {
        await Start();
        _serveFault = new InvalidOperationException("Index out of range.");
        var serving = _active.Current!;
        serving.Wake();
        Assert.True(SpinWait.SpinUntil(() => serving.HasEnded, Patience));
        await UntilServes("cpu");
        Assert.Contains("Index out of range.", _supervisor.FailedOver?.Problem, StringComparison.Ordinal);
        Assert.Contains(_log.Collector.GetSnapshot(), line => line.Exception == _serveFault);
    }

    [Fact]
    public async Task Backend_chosen_while_a_drifted_device_is_being_asked_stays()
    {
        await Start();
        await Advance(TimeSpan.FromSeconds(1));
        Task<SwitchResult>? choosing = null;
        _distort = raw =>
        {
            // While the device computes its wrong answer somebody takes it away.
            choosing ??= Task.Run(() => _supervisor.ChooseAsync("cpu", (_, _) => { }, default));
            Assert.True(SpinWait.SpinUntil(() => _active.Current?.Name == "cpu", Patience));
            raw[0] += 3;
        };
        await Advance(TimeSpan.FromMinutes(6), () => choosing is not null);
        Assert.IsType<SwitchResult.Switched>(await choosing!.WaitAsync(Patience));
        await Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("cpu", 1), (_active.Current?.Name, _cpuOpened));
        Assert.Null(_supervisor.Drift);
        Assert.Null(_supervisor.FailedOver);
        Assert.DoesNotContain(_log.Collector.GetSnapshot(), line => line.Id == 3506);
    }

    [Fact]
    public async Task Drifted_device_is_left_to_a_switch_that_runs()
    {
        await Start();
        await Advance(TimeSpan.FromSeconds(1));
        using var hold = new ManualResetEventSlim();
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cpuOpening = () =>
        {
            opening.TrySetResult();
            Assert.True(hold.Wait(Patience));
        };
        Task<SwitchResult>? choosing = null;
        _distort = raw =>
        {
            if (choosing is null)
            {
                choosing = Task.Run(() => _supervisor.ChooseAsync("cpu", (_, _) => { }, default));
                Assert.True(opening.Task.Wait(Patience));
            }

            raw[0] += 3;
        };
        await Advance(TimeSpan.FromMinutes(6), () => choosing is not null);
        Assert.Equal("npu", _active.Current?.Name);
        Assert.False(_npu!.IsDisposed);
        Assert.DoesNotContain(_log.Collector.GetSnapshot(), line => line.Id == 3501);
        hold.Set();
        Assert.IsType<SwitchResult.Switched>(await choosing!.WaitAsync(Patience));
        Assert.Equal(("cpu", 1), (_active.Current?.Name, _cpuOpened));
    }

    [Fact]
    public async Task Device_that_opens_only_after_the_stop_is_closed_all_the_same()
    {
        using var hold = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _opening = () =>
        {
            if (_npuOpened == 1)
            {
                throw new BackendException("The device is busy.");
            }

            opening.TrySetResult();
            Assert.True(hold.Wait(Patience));
        };
        var running = _supervisor.RunAsync(stop.Token);
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                return opening.Task.IsCompleted;
            },
            Patience));

        await stop.CancelAsync();
        hold.Set();
        await running.WaitAsync(Patience);
        Assert.True(_npu!.IsDisposed);
    }

    // Whoever serves has nothing to do; a fault comes when the test says so.
    private bool Serve(InferenceThread thread, IInferenceBackend backend) =>
        backend.Name == "npu" && _serveFault is { } fault ? throw fault : false;

    private FakeBackend OpenNpu()
    {
        _npuOpened++;
        _opening();
        return _openProblem is { } problem ? throw new BackendException(problem, isTransient: true) : _npu = new FakeBackend("npu", "b2")
        {
            Distort = raw => _distort(raw),
            Embedding = () =>
            {
                if (_npuProblem is { } broken)
                {
                    throw new BackendException(broken, isTransient: true);
                }
            },
        };
    }

    private FakeBackend OpenCpu()
    {
        _cpuOpened++;
        _cpuOpening();
        return _cpuProblem is { } problem ? throw new BackendException(problem) : new FakeBackend("cpu");
    }

    private async Task Start()
    {
        await _supervisor.StartAsync(default).WaitAsync(Patience);
        Assert.Equal("npu", _active.Current?.Name);
    }

    private void Fail(string problem)
    {
        _npuProblem = _openProblem = problem;
        _calls.Failed("npu", problem, _time.GetTimestamp());
    }

    private void Add(string name, int seed)
    {
        var sample = Painted.Sample(seed) with { Embedding = FaceEmbedding.FromRaw(FakeBackend.Raw(Painted.Crop(seed), "b2")) };
        Assert.IsType<SampleAddition.Added>(_gallery.Add(Painted.Name(name), [sample], new FakeBackend("npu", "b2").Model));
    }

    private async Task<TimeSpan> UntilServes(string name)
    {
        var begun = _time.GetTimestamp();
        await Advance(TimeSpan.FromMinutes(6), () => _active.Current?.Name == name);
        Assert.Equal(name, _active.Current?.Name);
        return _time.GetElapsedTime(begun);
    }

    private async Task Advance(TimeSpan by, Func<bool>? until = null)
    {
        for (var passed = TimeSpan.Zero; passed < by && until?.Invoke() != true; passed += TimeSpan.FromMilliseconds(100))
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await _supervisor.WatchAsync(default).WaitAsync(Patience);
            await _supervisor.Probing.WaitAsync(Patience);
        }
    }
}
