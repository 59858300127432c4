using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Switching;

/// <summary>Backends are switched whole or not at all, and whoever is enrolled is known to the new one from its first moment.</summary>
public sealed class BackendSwitchTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ActiveBackend _active = new();
    private readonly FaceGallery _gallery;
    private readonly FakeBackend _cpu = new("cpu");
    private readonly FakeBackend _npu = new("npu", "b2");
    private readonly BackendSwitch _switch;
    private Func<IInferenceBackend> _openNpu;
    private Func<IInferenceBackend, string?> _test = _ => null;

    public BackendSwitchTests()
    {
        _gallery = Painted.Gallery(_folder);
        _openNpu = () => _npu;
        _switch = new BackendSwitch(
            [
                new BackendChoice("cpu", BackendKind.Onnx, () => _cpu),
                new BackendChoice("npu", BackendKind.Hailo, () => _openNpu()) { SelfTest = backend => _test(backend) },
            ],
            _gallery,
            _active,
            TimeProvider.System,
            NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _switch.DisposeAsync();
        _gallery.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task At_the_start_samples_without_an_embedding_are_embedded_before_it_serves()
    {
        Add("Anna", 1);
        List<(int Done, int Of)> told = [];
        var result = Assert.IsType<SwitchResult.Switched>(await _switch.SwitchAsync("npu", (done, of) => told.Add((done, of)), default).WaitAsync(Patience));
        Assert.Equal(1, result.Embedded);
        Assert.Equal([(1, 1)], told);
        AssertKnown("Anna", 1);
    }

    [Fact]
    public async Task A_switch_takes_everybody_along_and_disposes_the_old_backend()
    {
        await Start();
        Enumerable.Range(0, 20).ToList().ForEach(i => Add($"Person {i}", i));
        List<(int Done, int Of)> told = [];
        Assert.IsType<SwitchResult.Switched>(await _switch.SwitchAsync("npu", (done, of) => told.Add((done, of)), default).WaitAsync(Patience));
        Assert.Equal([(8, 20), (16, 20), (20, 20)], told);
        Assert.True(_cpu.IsDisposed);
        Assert.Same(_npu, await _active.Current!.RunAsync(backend => backend, default));
        Enumerable.Range(0, 20).ToList().ForEach(i => AssertKnown($"Person {i}", i));
        Assert.Equal("npu", _switch.Status.Active);
    }

    [Fact]
    public async Task Switching_there_and_back_embeds_nobody_twice()
    {
        await Start();
        Add("Anna", 1);
        await _switch.SwitchAsync("npu", Nobody, default).WaitAsync(Patience);
        var again = new FakeBackend("npu", "b2");
        _openNpu = () => again;
        Assert.Equal("npu", _active.Current?.Name);
        Assert.IsType<SwitchResult.AlreadyActive>(await _switch.SwitchAsync("npu", Nobody, default).WaitAsync(Patience));
        Assert.Equal(0, again.Embedded);
        Assert.Equal(0, _gallery.CountMissing(Painted.Model));
    }

    [Fact]
    public async Task Somebody_enrolled_during_the_switch_is_known_after_it()
    {
        await Start();
        Add("Anna", 1);
        var first = true;
        _npu.Embedding = () =>
        {
            if (first)
            {
                first = false;
                Add("Bea", 2);
            }
        };
        var result = Assert.IsType<SwitchResult.Switched>(await _switch.SwitchAsync("npu", Nobody, default).WaitAsync(Patience));
        Assert.Equal(2, result.Embedded);
        AssertKnown("Bea", 2);
    }

    [Fact]
    public async Task The_old_backend_works_while_the_new_one_embeds()
    {
        await Start();
        Add("Anna", 1);
        using var hold = new ManualResetEventSlim();
        var embedding = new TaskCompletionSource();
        _npu.Embedding = () =>
        {
            embedding.TrySetResult();
            hold.Wait(Patience);
        };
        var switching = _switch.SwitchAsync("npu", Nobody, default);
        await embedding.Task.WaitAsync(Patience);
        Assert.Equal(("cpu", "npu"), (_switch.Status.Active, _switch.Status.SwitchingTo));
        Assert.Same(_cpu, await _active.Current!.RunAsync(backend => backend, default).WaitAsync(Patience));
        Assert.Equal("npu", Assert.IsType<SwitchResult.Busy>(await _switch.SwitchAsync("cpu", Nobody, default).WaitAsync(Patience)).SwitchingTo);
        hold.Set();
        Assert.IsType<SwitchResult.Switched>(await switching.WaitAsync(Patience));
        Assert.Null(_switch.Status.SwitchingTo);
    }

    [Fact]
    public async Task A_backend_that_does_not_open_is_named_with_its_problem_and_the_old_goes_on()
    {
        await Start();
        _openNpu = () => throw new BackendException("The device is missing.");
        await AssertRefused("The device is missing.");
        Assert.Equal("The device is missing.", _switch.Status.Available[1].Problem);
    }

    [Fact]
    public async Task A_backend_that_fails_its_test_is_disposed_and_the_old_goes_on()
    {
        await Start();
        _test = _ => "Swapped channels.";
        await AssertRefused("Swapped channels.");
        Assert.True(_npu.IsDisposed);
    }

    [Fact]
    public async Task A_backend_that_breaks_while_embedding_is_disposed_and_the_old_goes_on()
    {
        await Start();
        Add("Anna", 1);
        _npu.Embedding = () => throw new BackendException("The device went away.");
        await AssertRefused("The device went away.");
        Assert.True(_npu.IsDisposed);
    }

    [Fact]
    public async Task A_model_that_makes_nothing_of_a_face_is_refused()
    {
        await Start();
        var grey = new byte[Painted.Crop(0).Length];
        // The fake model's values are means around 127.5; alternating 127 and 128 make them zero.
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = (byte)(127 + (i / 3 % 2));
        }

        var sample = Painted.Sample(1) with { Crop = grey };
        _gallery.Add(Painted.Name("Anna"), [sample], Painted.Model);
        Assert.Contains("empty embedding", Assert.IsType<SwitchResult.Failed>(await _switch.SwitchAsync("npu", Nobody, default).WaitAsync(Patience)).Problem, StringComparison.Ordinal);
        AssertOldServes();
    }

    [Fact]
    public async Task A_store_that_fails_leaves_the_old_backend()
    {
        await Start();
        Add("Anna", 1);
        _npu.Embedding = _gallery.Dispose;
        Assert.IsType<SwitchResult.Failed>(await _switch.SwitchAsync("npu", Nobody, default).WaitAsync(Patience));
        AssertOldServes();
    }

    [Fact]
    public async Task A_switch_called_off_leaves_the_old_backend_and_keeps_what_was_embedded()
    {
        await Start();
        Enumerable.Range(0, 20).ToList().ForEach(i => Add($"Person {i}", i));
        using var cancellation = new CancellationTokenSource();
        Assert.IsType<SwitchResult.Cancelled>(await _switch.SwitchAsync("npu", (_, _) => cancellation.Cancel(), cancellation.Token).WaitAsync(Patience));
        Assert.True(_npu.IsDisposed);
        AssertOldServes();
        Assert.Equal(12, _gallery.CountMissing(_npu.Model));
        Assert.Null(_switch.Status.Available[1].Problem);
    }

    [Fact]
    public async Task A_name_that_is_not_configured_is_not_found() =>
        Assert.IsType<SwitchResult.NotFound>(await _switch.SwitchAsync("gpu", Nobody, default));

    [Fact]
    public async Task What_runs_on_the_old_backend_is_finished_before_it_is_disposed()
    {
        await Start();
        using var hold = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var running = _active.Current!.RunAsync(
            backend =>
            {
                begun.SetResult();
                hold.Wait(Patience);
                return ((FakeBackend)backend).IsDisposed;
            },
            default);
        await begun.Task.WaitAsync(Patience);
        var switching = _switch.SwitchAsync("npu", Nobody, default);
        await Until(() => _switch.Status.Active == "npu");
        hold.Set();
        Assert.False(await running.WaitAsync(Patience));
        await switching.WaitAsync(Patience);
        Assert.True(_cpu.IsDisposed);
    }

    private static void Nobody(int done, int of)
    {
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task Start() => Assert.IsType<SwitchResult.Switched>(await _switch.SwitchAsync("cpu", Nobody, default).WaitAsync(Patience));

    private void Add(string name, int seed) =>
        Assert.IsType<SampleAddition.Added>(_gallery.Add(Painted.Name(name), [Painted.Sample(seed)], Painted.Model));

    private void AssertKnown(string name, int seed)
    {
        var probe = FaceEmbedding.FromRaw(FakeBackend.Raw(Painted.Crop(seed), "b2"));
        Assert.Equal(name, _gallery.Index(_active.Current!.Model).Find(probe.Unit.Span).Best?.Name);
    }

    private async Task AssertRefused(string problem)
    {
        Assert.Equal(problem, Assert.IsType<SwitchResult.Failed>(await _switch.SwitchAsync("npu", Nobody, default).WaitAsync(Patience)).Problem);
        AssertOldServes();
    }

    private void AssertOldServes()
    {
        Assert.Equal(("cpu", null), (_switch.Status.Active, _switch.Status.SwitchingTo));
        Assert.False(_cpu.IsDisposed);
    }
}
