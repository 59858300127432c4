using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Node.Publishing;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>Nothing is told of ignored people.</summary>
public sealed class DiscretionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Since = new(2026, 11, 23, 6, 10, 12, TimeSpan.Zero);
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

    private void Tell(params CameraReport[] reports)
    {
        foreach (var report in reports)
        {
            _discretion.Tell(report, _told.Add);
        }
    }

    private void Ignore(string person, bool ignored = true) => new PersonSettings(_served.Gallery, _served.Time).Set(person, null, ignored);

    private static CameraReport.Decided Decided(string? person) => new(Samples.Recognized with { Person = person }, null, default);

    private static CameraReport.InView View(int faces, params string?[] people) =>
        new("front_door", faces, [.. people.Select((person, i) => new FaceInView(person, person ?? "unknown", $"t{i}", Since))]);
}
