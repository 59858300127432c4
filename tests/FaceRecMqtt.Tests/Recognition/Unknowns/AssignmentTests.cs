using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>An unknown person gets a name.</summary>
public sealed class AssignmentTests : IAsyncLifetime
{
    private readonly UnknownStage _stage = new();
    private readonly FakeBackend _backend = new("cpu");

    public async ValueTask InitializeAsync() => await Serve(_backend);

    public async ValueTask DisposeAsync()
    {
        if (_stage.Active.Exchange(null) is { } thread)
        {
            await thread.DisposeAsync();
        }

        _stage.Dispose();
    }

    [Fact]
    public async Task The_faces_are_the_persons_samples_at_once_and_the_person_is_never_unknown_again()
    {
        var id = Meet(PaintedFace.Anna);
        Assert.Equal(id, Meet(PaintedFace.Anna, 40));
        var assigned = Assert.IsType<AssignmentResult.Assigned>(await Assign(id, "Anna"));
        Assert.Equal(("anna", "Anna", 2, 2), (assigned.Person.Id, assigned.Person.Name, assigned.Person.Samples, assigned.Samples));
        Assert.Equal("anna", _stage.Gallery.Index(_backend.Model).Find(Look(PaintedFace.Anna, 20).Embedding.Unit.Span).Best?.Id);
        Assert.Empty(_stage.People.All());
        Assert.Null(Meet(PaintedFace.Anna, 20));
        Assert.Null(Meet(PaintedFace.Anna, -40));
        _stage.Restart();
        Assert.Empty(_stage.People.All());
        Assert.Equal(2, _stage.Gallery.Find("Anna")?.Samples);
    }

    [Fact]
    public async Task A_known_persons_name_adds_to_that_person_and_faces_known_already_add_nothing()
    {
        _stage.Gallery.Add(Painted.Name("Anna"), [new(PaintedFace.Crop(PaintedFace.Anna), Look(PaintedFace.Anna).Embedding, Painted.GoodQuality, "picture")], _backend.Model);
        // Seen 80° away she is not recognised: 0.17.
        var id = Meet(PaintedFace.Anna, 80);
        Assert.NotNull(id);
        Assert.Equal(2, Assert.IsType<AssignmentResult.Assigned>(await Assign(id, "ANNA")).Person.Samples);
        Assert.Single(_stage.Gallery.People());
    }

    [Fact]
    public async Task Who_looks_like_somebody_else_is_refused_unless_forced_and_stays_unknown_until_then()
    {
        var id = Meet(PaintedFace.Anna);
        _stage.Gallery.Add(Painted.Name("Bea"), [new(PaintedFace.Crop(PaintedFace.Anna, 30), Look(PaintedFace.Anna, 30).Embedding, Painted.GoodQuality, "picture")], _backend.Model);
        var listed = Assert.Single(_stage.People.All());
        Assert.Equal(("bea", 0.866f), (listed.Nearest?.Id, MathF.Round(listed.Similarity, 2) == 0.87f ? 0.866f : listed.Similarity));
        var why = Assert.IsType<EnrolmentRefusal.LooksLikeOther>(Assert.IsType<AssignmentResult.Refused>(await Assign(id, "Anna")).Why);
        Assert.Equal("bea", why.Other.Id);
        Assert.Equal(id, Assert.Single(_stage.People.All()).Id);
        Assert.IsType<AssignmentResult.Assigned>(await Assign(id, "Anna", force: true));
        Assert.Empty(_stage.People.All());
    }

    [Fact]
    public async Task Faces_that_could_not_be_enrolled_are_refused_with_the_reason_and_the_others_are_taken()
    {
        var id = Meet(Look(PaintedFace.Anna) with { Quality = Painted.GoodQuality with { FacePx = 50 } });
        Assert.Equal(50, Assert.IsType<EnrolmentRefusal.TooSmall>(Assert.IsType<AssignmentResult.Refused>(await Assign(id, "Anna")).Why).FacePx);
        Assert.NotEmpty(_stage.People.All());
        Assert.Equal(id, Meet(PaintedFace.Anna, 40));
        Assert.Equal(1, Assert.IsType<AssignmentResult.Assigned>(await Assign(id, "Anna")).Samples);
        Assert.Empty(_stage.People.All());
    }

    [Fact]
    public async Task Nobody_of_that_id_and_no_backend_are_told()
    {
        Assert.IsType<AssignmentResult.NotFound>(await Assign("u-000000", "Anna"));
        var id = Meet(PaintedFace.Anna);
        await _stage.Active.Exchange(null)!.DisposeAsync();
        Assert.IsType<EnrolmentRefusal.BackendUnavailable>(Assert.IsType<AssignmentResult.Refused>(await Assign(id, "Anna")).Why);
        Assert.NotEmpty(_stage.People.All());
    }

    [Fact]
    public async Task The_faces_are_embedded_by_the_backend_that_serves_whatever_saw_them()
    {
        var id = Meet(PaintedFace.Anna);
        var npu = new FakeBackend("npu", "b2");
        await Serve(npu);
        var assigned = Assert.IsType<AssignmentResult.Assigned>(await Assign(id, "Anna"));
        Assert.Equal(npu.Model, assigned.Model);
        Assert.Equal("anna", _stage.Gallery.Index(npu.Model).Find(Look(PaintedFace.Anna, 0, npu.Model).Embedding.Unit.Span).Best?.Id);
    }

    [Fact]
    public async Task A_backend_that_is_replaced_while_the_faces_wait_is_followed()
    {
        var id = Meet(PaintedFace.Anna);
        var npu = new FakeBackend("npu", "b2");
        var isReplaced = false;
        _backend.Embedding = () =>
        {
            // On the thread that embeds: by the time it is done, another one serves.
            isReplaced = true;
            var thread = InferenceThread.StartAsync(npu).GetAwaiter().GetResult();
            Assert.True(_stage.Gallery.TryServe(npu.Model, () => _stage.Active.Exchange(thread)));
        };
        var assigned = Assert.IsType<AssignmentResult.Assigned>(await Assign(id, "Anna"));
        Assert.True(isReplaced);
        Assert.Equal(npu.Model, assigned.Model);
        Assert.Equal(0, _stage.Gallery.CountMissing(npu.Model));
    }

    [Fact]
    public async Task Named_twice_at_once_only_one_name_wins()
    {
        var id = Meet(PaintedFace.Anna);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Assign(id, $"Anna {i}", force: true)));
        Assert.Single(results.OfType<AssignmentResult.Assigned>());
        Assert.Equal(3, results.OfType<AssignmentResult.NotFound>().Count());
        Assert.Equal(1, Assert.Single(_stage.Gallery.People()).Samples);
    }

    [Fact]
    public async Task What_was_only_in_memory_can_be_named_too()
    {
        _stage.Restart(new UnknownsOptions { Keep = TimeSpan.Zero });
        var id = Meet(PaintedFace.Anna);
        Assert.Equal(1, Assert.IsType<AssignmentResult.Assigned>(await Assign(id, "Anna")).Person.Samples);
        Assert.Empty(_stage.People.All());
    }

    private async Task Serve(FakeBackend backend)
    {
        var thread = await InferenceThread.StartAsync(backend);
        if (_stage.Active.Exchange(thread) is { } old)
        {
            await old.DisposeAsync();
        }
    }

    private string? Meet(int person, float degrees = 0) => Meet(Look(person, degrees));

    private string? Meet(UnknownLook look) => _stage.Meet(look)?.UnknownId;

    private UnknownLook Look(int person, float degrees = 0, EmbeddingModel? model = null)
    {
        var crop = PaintedFace.Crop(person, degrees);
        var embedding = FaceEmbedding.FromRaw(FakeBackend.Raw(crop, (model ?? _backend.Model).Hash));
        return new UnknownLook(crop, embedding, embedding.Unit, Painted.GoodQuality, model ?? _backend.Model);
    }

    private Task<AssignmentResult> Assign(string? id, string name, bool force = false) => new UnknownAssignment(
        _stage.People, _stage.Gallery, _stage.Active, new EnrolmentOptions(), NullLogger.Instance).RunAsync(id!, Painted.Name(name), force, CancellationToken.None);
}
