using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Cameras;

/// <summary>From pictures to reports: who came, who is in view, who left.</summary>
public sealed class CameraRecognitionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _log = new();
    private readonly FaceGallery _gallery;
    private readonly FrameSlot _slot = new();
    private readonly CameraReports _reports = new();
    private readonly FakeBackend _backend = new("cpu");
    private readonly PaintedPeople _people = new();
    private readonly CameraRecognition _camera;

    public CameraRecognitionTests()
    {
        _gallery = new FaceGallery(new GalleryOptions(_folder.File("gallery.db")), _time, _log);
        _camera = new CameraRecognition(new CameraRecognitionOptions("door"), _slot, _gallery, new(), _reports, new InferenceTimings(), _time, _log);
        _backend.Sees = _people.Seen;
    }

    [Fact]
    public void An_enrolled_person_is_recognised_once_and_leaves_once()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        Watch(frames: 10);
        _people.Clear();
        Watch(frames: 40);

        var events = Events();
        Assert.Equal([FaceEventType.Recognized, FaceEventType.Left], events.Select(told => told.EventType));
        Assert.All(events, told => Assert.Equal(("anna", "Anna"), (told.Person, told.Identity)));
        Assert.InRange(events[0].PreNorm, 1f, 100f);
        Assert.InRange(events[0].Similarity!.Value, 0.9f, 1f);
    }

    [Fact]
    public void A_stranger_is_unknown_and_two_people_keep_their_own_events()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        _people.Stand(2, 700, 300);
        Watch(frames: 30);

        var events = Events();
        Assert.Equal(2, events.Count);
        var anna = Assert.Single(events, told => told.EventType == FaceEventType.Recognized);
        var stranger = Assert.Single(events, told => told.EventType == FaceEventType.Unknown);
        Assert.InRange(anna.Box[0], 190 / 1280f, 210 / 1280f);
        Assert.InRange(stranger.Box[0], 690 / 1280f, 710 / 1280f);
        Assert.Equal(FaceIdentity.UnknownName, stranger.Identity);
        Assert.Null(stranger.Person);
    }

    [Fact]
    public void Who_is_in_view_is_told_only_when_it_changes()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        Watch(frames: 30);
        _people.Clear();
        Watch(frames: 40);

        var views = Views();
        Assert.Equal(("Anna", 1), (Assert.Single(views[^2].Present).Identity, views[^2].Faces));
        Assert.Equal((0, 0), (views[^1].Present.Count, views[^1].Faces));
        Assert.InRange(views.Count, 2, 3);
    }

    [Fact]
    public void A_camera_that_is_lost_leaves_nobody_in_view()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        Watch(frames: 10);
        _slot.Put(_people.Paint(_time));
        var bell = 0;
        _slot.Arrived = () => bell++;
        _camera.SourceLost();
        // No further picture comes that would wake the thread, and the one that waits brings nobody back.
        Assert.Equal(1, bell);
        Assert.False(_camera.ServeNewest(_backend));
        Assert.Equal(0, Views()[^1].Faces);
    }

    [Fact]
    public void Somebody_enrolled_while_in_view_is_recognised_then()
    {
        var crop = _people.Stand(1, 200, 100);
        Watch(frames: 30);
        Enroll("Anna", crop);
        Watch(frames: 5);
        Assert.Equal([FaceEventType.Unknown, FaceEventType.Recognized], Events().Select(told => told.EventType));
    }

    [Fact]
    public void While_somebody_is_in_view_that_is_told_again_every_few_seconds_and_while_nobody_is_it_is_not()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        Watch(frames: 10);
        Drain();
        Watch(frames: (int)(2.5 * CameraReport.InView.RenewedEvery / TimeSpan.FromMilliseconds(66)));
        Assert.Equal([1, 1], Views().Select(view => view.Faces));
        _people.Clear();
        Watch(frames: 300);
        Assert.Equal(0, Views()[^1].Faces);
        Watch(frames: 300);
        Assert.Empty(Views());
    }

    [Fact]
    public void What_could_not_be_told_because_the_queue_was_full_is_told_when_there_is_room_also_of_a_lost_camera()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        Watch(frames: 10);
        Fill();
        _people.Clear();
        Watch(frames: 40);
        Drain();
        Watch(frames: 1);
        Assert.Equal(0, Assert.Single(Views()).Faces);

        _people.Stand(1, 200, 100);
        Watch(frames: 10);
        Drain();
        Fill();
        _camera.SourceLost();
        _camera.ServeNewest(_backend);
        Drain();
        _camera.ServeNewest(_backend);
        Assert.Equal(0, Assert.Single(Views()).Faces);
    }

    [Fact]
    public void A_broken_backend_is_told_once_and_the_next_picture_is_looked_at_again()
    {
        _backend.Sees = (_, _) => throw new BackendException("out of order");
        Watch(frames: 5);
        Assert.Equal("out of order", _camera.Problem);
        Assert.Single(_log.Collector.GetSnapshot(), line => line.Message.Contains("out of order", StringComparison.Ordinal));
        _backend.Sees = _people.Seen;
        Watch(frames: 15);
        Assert.Null(_camera.Problem);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(20, false)]
    public void Who_is_in_view_keeps_the_track_while_a_backend_fails_for_seconds_and_another_takes_over(int seconds, bool isKept)
    {
        var calls = new BackendCalls(_time);
        using var camera = Camera(calls);
        Enroll("Anna", _people.Stand(1, 200, 100));
        Watch(camera, _backend, 1);
        _backend.Sees = (_, _) => throw new BackendException("The device is gone.", isTransient: true);
        Watch(camera, _backend, seconds);
        Assert.Equal(("cpu", "The device is gone."), (calls.Failure?.Backend, calls.Failure?.Problem));
        Assert.InRange(calls.Failure!.For.TotalSeconds, seconds - 1.2, seconds);
        using var other = new FakeBackend("other") { Sees = _people.Seen };
        Watch(camera, other, 3);
        Assert.Equal(
            isKept ? [FaceEventType.Recognized] : [FaceEventType.Recognized, FaceEventType.Left, FaceEventType.Recognized],
            Events().Select(told => told.EventType));
    }

    [Fact]
    public void Every_picture_is_given_back_also_those_that_went_with_a_report()
    {
        Enroll("Anna", _people.Stand(1, 200, 100));
        List<MemoryFrame> frames = [];
        for (var i = 0; i < 20; i++)
        {
            frames.Add(Serve());
        }

        Assert.Single(frames, frame => !frame.IsReleased);
        foreach (var decided in Drain().OfType<CameraReport.Decided>())
        {
            decided.Picture?.Dispose();
        }

        Assert.All(frames, frame => Assert.True(frame.IsReleased));
    }

    [Fact]
    public async Task Whoever_asks_for_the_next_picture_gets_it()
    {
        var asked = _camera.NextPictureAsync(TestContext.Current.CancellationToken);
        var served = Serve();
        using var picture = await asked.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Same(served, picture);
        Assert.False(served.IsReleased);
    }

    public void Dispose()
    {
        _camera.Dispose();
        _gallery.Dispose();
        _folder.Dispose();
    }

    private void Enroll(string name, byte[] crop) =>
        _gallery.Add(PersonName.Parse(name, out _)!, [Gallery.Painted.Sample(crop)], _backend.Model);

    private void Watch(int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            Serve();
        }
    }

    private CameraRecognition Camera(BackendCalls calls) =>
        new(new CameraRecognitionOptions("door"), _slot, _gallery, new(), _reports, new InferenceTimings(), _time, _log) { Calls = calls };

    private void Watch(CameraRecognition camera, FakeBackend backend, int seconds)
    {
        for (var frame = 0; frame < seconds * 15; frame++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(66));
            _slot.Put(_people.Paint(_time));
            camera.ServeNewest(backend);
        }
    }

    private MemoryFrame Serve()
    {
        _time.Advance(TimeSpan.FromMilliseconds(66));
        var frame = _people.Paint(_time);
        _slot.Put(frame);
        Assert.True(_camera.ServeNewest(_backend));
        return frame;
    }

    private void Fill()
    {
        while (_reports.Post(new CameraReport.InView("other", 0, [])))
        {
        }
    }

    private List<CameraReport> Drain()
    {
        List<CameraReport> all = [];
        while (_reports.TryRead(out var report))
        {
            all.Add(report);
        }

        return all;
    }

    private List<FaceEvent> Events() => [.. Drain().OfType<CameraReport.Decided>().Select(decided => decided.Event)];

    private List<CameraReport.InView> Views() => [.. Drain().OfType<CameraReport.InView>().Where(view => view.Camera == "door")];
}
