using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Cameras;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>From a camera's pictures to events with ids.</summary>
public sealed class UnknownInViewTests : IAsyncDisposable
{
    private readonly UnknownStage _stage = new();
    private readonly PaintedPeople _people = new();
    private readonly FrameSlot _slot = new();
    private readonly CameraReports _reports = new();
    private readonly FakeBackend _backend = new("cpu");
    private readonly CameraRecognition _camera;

    public UnknownInViewTests()
    {
        _camera = new CameraRecognition(
            new CameraRecognitionOptions("door"), _slot, _stage.Gallery, new(), _reports, new InferenceTimings(), _stage.Time, NullLogger.Instance);
        _backend.Sees = _people.Seen;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stage.Active.Exchange(null) is { } thread)
        {
            await thread.DisposeAsync();
        }

        _camera.Dispose();
        _backend.Dispose();
        _stage.Dispose();
    }

    [Fact]
    public void An_unknown_event_brings_the_look_it_was_decided_on_and_no_other_event_does()
    {
        var crop = _people.Stand(1, 200, 100);
        var decided = Assert.Single(Watch(30));
        var look = Assert.IsType<UnknownLook>(decided.Unknown);
        Assert.Equal(FaceEventType.Unknown, decided.Event.EventType);
        Assert.Equal(crop, look.Crop);
        Assert.Equal((decided.Event.PreNorm, decided.Event.Quality, decided.Event.Model), (look.Embedding.PreNorm, look.Quality, look.Model.Id));
        Assert.InRange(FaceEmbedding.Similarity(look.Evidence.Span, look.Embedding.Unit.Span), 0.999f, 1);
        _people.Clear();
        Assert.Null(Assert.Single(Watch(40)).Unknown);
    }

    [Fact]
    public async Task A_stranger_in_view_who_is_named_becomes_that_person_and_is_never_unknown_again()
    {
        await Serve();
        _people.Stand(1, 200, 100);
        var id = Assert.Single(Named(Watch(30))).UnknownId;
        var assignment = new UnknownAssignment(_stage.People, _stage.Gallery, _stage.Active, new EnrolmentOptions(), NullLogger.Instance);
        Assert.IsType<AssignmentResult.Assigned>(await assignment.RunAsync(id!, Painted.Name("Anna"), force: false, CancellationToken.None));
        var named = Assert.Single(Named(Watch(5)));
        Assert.Equal((FaceEventType.Recognized, "anna", id), (named.EventType, named.Person, named.UnknownId));
        _people.Clear();
        var left = Assert.Single(Named(Watch(40)));
        Assert.Equal((FaceEventType.Left, "anna", null), (left.EventType, left.Person, left.UnknownId));
        _people.Stand(1, 500, 300);
        Assert.Equal((FaceEventType.Recognized, "anna", null), Assert.Single(Named(Watch(30))) is var back ? (back.EventType, back.Person, back.UnknownId) : default);
        Assert.Empty(_stage.People.All());
    }

    private List<FaceEvent> Named(List<CameraReport.Decided> reports) => [.. reports.Select(_stage.People.Resolve).OfType<FaceEvent>()];

    private async Task Serve()
    {
        var thread = await InferenceThread.StartAsync(new FakeBackend("cpu"));
        Assert.True(_stage.Gallery.TryServe(thread.Model, () => _stage.Active.Exchange(thread)));
    }

    private List<CameraReport.Decided> Watch(int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            _stage.Time.Advance(TimeSpan.FromMilliseconds(66));
            _slot.Put(_people.Paint(_stage.Time));
            Assert.True(_camera.ServeNewest(_backend));
        }

        List<CameraReport.Decided> decided = [];
        while (_reports.TryRead(out var report))
        {
            if (report is CameraReport.Decided told)
            {
                told.Picture?.Dispose();
                decided.Add(told);
            }
        }

        return decided;
    }
}
