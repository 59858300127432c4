using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Node.Publishing;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>Nothing is told of ignored people.</summary>
public sealed class DiscretionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Since = new(2026, 11, 23, 6, 10, 12, TimeSpan.Zero);
    private readonly Outbox _outbox = new(100, TimeProvider.System);
    private readonly List<CameraReport> _told = [];
    private ServedGallery _served = null!;
    private Discretion _discretion = null!;

    public async ValueTask InitializeAsync()
    {
        _served = await ServedGallery.StartAsync();
        _served.Add("Anna", Painted.Toward(1));
        _served.Add("Bea", Painted.Toward(0, 1));
        _discretion = new Discretion(_served.Gallery);
    }

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public void Everybody_is_told_of_as_it_came()
    {
        CameraReport[] reports = [Decided("anna"), Decided(null), View(3, "anna", "bea", null)];
        Tell(reports);
        Assert.Equal(reports, _told);
    }

    [Theory]
    [InlineData(FaceEventType.Recognized)]
    [InlineData(FaceEventType.Changed)]
    [InlineData(FaceEventType.Left)]
    public void An_ignored_person_raises_no_event_and_the_picture_is_given_back(FaceEventType type)
    {
        Ignore("anna");
        var picture = new MemoryFrame(new byte[8 * 8 * 3], 8, 8);
        Tell(new CameraReport.Decided(Samples.Recognized with { EventType = type }, picture, default), Decided("bea"));
        Assert.Equal("bea", Assert.IsType<CameraReport.Decided>(Assert.Single(_told)).Event.Person);
        Assert.True(picture.IsReleased);
    }

    [Fact]
    public void An_ignored_person_in_view_is_as_if_nobody_stood_there()
    {
        Ignore("anna");
        Tell(View(3, "anna", "bea", null), View(1, "anna"));
        Assert.Equal([2, 0], _told.Cast<CameraReport.InView>().Select(view => view.Faces));
        Assert.Equal(["bea", null], ((CameraReport.InView)_told[0]).Present.Select(face => face.Person));
        Ignore("anna", false);
        Tell(View(1, "anna"));
        Assert.Equal(1, ((CameraReport.InView)_told[2]).Faces);
    }

    [Fact]
    public void What_is_retained_of_a_person_is_taken_back_and_nothing_comes_after_it()
    {
        var camera = Camera();
        camera.Decision(Samples.Recognized);
        camera.Snapshot(new byte[10], retain: true);
        camera.InView(2, [new PresentFace("anna", "Anna", "t1", Since), new PresentFace("bea", "Bea", "t2", Since)]);
        _outbox.Drain();
        Ignore("anna");
        _discretion.Forget("anna", [camera]);
        _discretion.Tell(Decided("anna"), report => camera.Decision(((CameraReport.Decided)report).Event));
        var said = _outbox.Drain().ToDictionary(message => message.Topic.Split('/')[^1], message => message.Text());
        Assert.Equal(("", "", "unknown", "2"), (said["face"], said["snapshot"], said["identity"], said["faces"]));
        Assert.Contains("Bea", said["present"], StringComparison.Ordinal);
        Assert.DoesNotContain(said.Values, text => text.Contains("Anna", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_record_that_names_the_person_as_the_next_best_is_taken_back_too()
    {
        var camera = Camera();
        camera.Decision(Samples.Recognized);
        camera.InView(1, [new PresentFace("anna", "Anna", "t1", Since)]);
        _outbox.Drain();
        _discretion.Forget("bea", [camera]);
        var said = _outbox.Drain().ToDictionary(message => message.Topic.Split('/')[^1], message => message.Text());
        Assert.Equal(["face", "snapshot"], said.Keys.Order());
    }

    [Fact]
    public void What_an_earlier_run_left_is_taken_back_and_the_record_of_somebody_else_is_not()
    {
        var camera = Camera();
        _discretion.Forget("anna", [camera]);
        Assert.Equal(["face", "snapshot"], _outbox.Drain().Select(message => message.Topic.Split('/')[^1]).Order());
        camera.Decision(Samples.Recognized with { Person = "carl", RunnerUp = null });
        _outbox.Drain();
        _discretion.Forget("anna", [camera]);
        Assert.EndsWith("/snapshot", Assert.Single(_outbox.Drain()).Topic, StringComparison.Ordinal);
    }

    private void Tell(params CameraReport[] reports)
    {
        foreach (var report in reports)
        {
            _discretion.Tell(report, _told.Add);
        }
    }

    private void Ignore(string person, bool ignored = true) => new PersonSettings(_served.Gallery, _served.Time).Set(person, null, ignored);

    private CameraPublisher Camera() => new(new NodeTopics("facerec", "edge"), "front_door", _outbox);

    private static CameraReport.Decided Decided(string? person) => new(Samples.Recognized with { Person = person }, null, default);

    private static CameraReport.InView View(int faces, params string?[] people) =>
        new("front_door", faces, [.. people.Select((person, i) => new FaceInView(person, person ?? "unknown", $"t{i}", Since))]);
}
