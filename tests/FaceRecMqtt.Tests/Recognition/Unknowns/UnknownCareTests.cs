using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>Another backend knows the same unknown people, who becomes known is unknown no more, and what is too old goes by itself.</summary>
public sealed class UnknownCareTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly UnknownStage _stage = new();
    private readonly FakeLogger _log = new();
    private readonly SecondLookDesk _desk;
    private readonly UnknownCare _care;

    public UnknownCareTests()
    {
        _desk = new SecondLookDesk(_stage.Gallery, new SecondLookOptions(), _stage.Time, _log);
        _care = new UnknownCare(_stage.People, _stage.Gallery, _stage.Active, _desk, _stage.Time, _log);
    }

    public async ValueTask DisposeAsync()
    {
        await Serve(null);
        if (_desk.Companion is { } companion)
        {
            await companion.DisposeAsync();
        }

        _stage.Dispose();
    }

    [Fact]
    public async Task After_a_switch_ids_stay_and_back_again_too()
    {
        var (cpu, npu) = (new FakeBackend("cpu"), new FakeBackend("npu", "b2"));
        await Serve(cpu);
        var (anna, bea) = (Meet(PaintedFace.Anna, cpu.Model), Meet(PaintedFace.Bea, cpu.Model));
        await Serve(npu);
        // Not embedded yet: nobody is taken for somebody of another model.
        Assert.All(_stage.People.Clusters.All(npu.Model), unknown => Assert.Empty(unknown.Faces));
        await Care();
        Assert.Equal(2, npu.Embedded);
        Assert.Equal((anna, bea), (Meet(PaintedFace.Anna, npu.Model), Meet(PaintedFace.Bea, npu.Model)));
        _stage.Restart();
        Assert.Equal((anna, bea), (Meet(PaintedFace.Anna, npu.Model), Meet(PaintedFace.Bea, cpu.Model)));
    }

    [Fact]
    public async Task The_CPU_that_looks_beside_a_device_knows_them_too()
    {
        var (npu, cpu) = (new FakeBackend("npu", "b2"), new FakeBackend("cpu"));
        await Serve(npu);
        var id = Meet(PaintedFace.Anna, npu.Model);
        _desk.Companion = await InferenceThread.StartAsync(cpu);
        await Care();
        Assert.Equal(id, Meet(PaintedFace.Anna, cpu.Model));
    }

    [Fact]
    public async Task A_damaged_picture_keeps_nobody_else_from_being_known_to_another_backend()
    {
        var (cpu, npu) = (new FakeBackend("cpu"), new FakeBackend("npu", "b2"));
        await Serve(cpu);
        var (_, bea) = (Meet(PaintedFace.Anna, cpu.Model), Meet(PaintedFace.Bea, cpu.Model));
        _stage.Gallery.Database.Commit(connection => connection.Do("UPDATE unknown_faces SET crop = x'00' WHERE id = (SELECT min(id) FROM unknown_faces)"));
        await Serve(npu);
        await Care();
        Assert.Equal(1, npu.Embedded);
        Assert.Equal(bea, Meet(PaintedFace.Bea, npu.Model));
    }

    [Fact]
    public async Task A_backend_that_fails_is_not_asked_again_and_again()
    {
        await Serve(new FakeBackend("cpu"));
        Meet(PaintedFace.Anna, new FakeBackend("cpu").Model);
        var asked = 0;
        await Serve(new FakeBackend("npu", "b2") { Embedding = () => throw new BackendException($"out of order {++asked}") });
        await Care();
        await Care();
        Assert.Equal(1, asked);
        Assert.Single(_log.Collector.GetSnapshot(), line => line.Message.Contains("out of order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_enrolled_in_another_way_is_unknown_no_more()
    {
        var cpu = new FakeBackend("cpu");
        await Serve(cpu);
        var (_, bea) = (Meet(PaintedFace.Anna, cpu.Model), Meet(PaintedFace.Bea, cpu.Model));
        await Care();
        Assert.Equal(2, _stage.People.All().Count);
        using var stopping = new CancellationTokenSource();
        var running = _care.RunAsync(stopping.Token);
        _stage.Gallery.Add(Painted.Name("Anna"), [new(PaintedFace.Crop(0, 30), Look(PaintedFace.Anna, cpu.Model, 30).Embedding, Painted.GoodQuality, "picture")], cpu.Model);
        await Until(() => _stage.People.All().Count == 1);
        Assert.Equal(bea, Assert.Single(_stage.People.All()).Id);
        await stopping.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public async Task What_is_too_old_goes_by_itself()
    {
        Meet(PaintedFace.Anna, new FakeBackend("cpu").Model);
        using var stopping = new CancellationTokenSource();
        var running = _care.RunAsync(stopping.Token);
        _stage.Time.Advance(TimeSpan.FromDays(14));
        await Until(() => _stage.People.Clusters.Count == 0);
        await stopping.CancelAsync();
        await running.WaitAsync(Patience);
    }

    // The clock stands still for whoever waits on it, so it is pushed on.
    private async Task Care()
    {
        var caring = _care.LookAsync(CancellationToken.None);
        await Until(() => caring.IsCompleted);
        await caring;
    }

    private async Task Until(Func<bool> isReached)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!isReached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience);
            _stage.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task Serve(FakeBackend? backend)
    {
        if (_stage.Active.Exchange(backend is null ? null : await InferenceThread.StartAsync(backend)) is { } old)
        {
            await old.DisposeAsync();
        }
    }

    private string? Meet(int person, EmbeddingModel model) => _stage.Meet(Look(person, model))?.UnknownId;

    private static UnknownLook Look(int person, EmbeddingModel model, float degrees = 0)
    {
        var crop = PaintedFace.Crop(person, degrees);
        var embedding = FaceEmbedding.FromRaw(FakeBackend.Raw(crop, model.Hash));
        return new UnknownLook(crop, embedding, embedding.Unit, Painted.GoodQuality, model);
    }
}
