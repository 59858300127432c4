using System.Text.Json.Nodes;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Presence;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using static FaceRecMqtt.Faces.Identity.FaceEventType;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>From a camera's reports to topics.</summary>
public sealed class ReportPublisherTests : IDisposable
{
    private readonly PublisherStage _stage = new(new PresenceSection());

    public ReportPublisherTests()
    {
        foreach (var name in (string[])["Anna", "Bea"])
        {
            _stage.Gallery.Add(Painted.Name(name), [Painted.Sample(1)], Painted.Model);
        }

        _stage.Work();
    }

    [Fact]
    public void Whoever_is_recognised_is_here_with_the_same_report_and_who_lost_and_found_them_tells_nothing_twice()
    {
        Decide(Recognized, 1, "anna");
        Assert.Equal((true, "door", 0.634), (Present("anna"), (string?)_stage.Person("anna")!["camera"], (double)_stage.Person("anna")!["similarity"]!));
        View((1, "anna"));
        Leave(1, "anna");
        var gone = View();
        Assert.Equal(("nobody", "[]", "0"), (Camera("identity"), Camera("present"), Camera("faces")));
        Assert.Empty(Events(gone));

        _stage.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = Decide(Recognized, 2, "anna");
        Assert.Empty(Events(again));
        Assert.Equal(("Anna", 1, "door-1"), (Camera("identity"), (int)Face()["seq"]!, (string?)Face()["track"]));
        View((2, "anna"));
        var present = Assert.Single(JsonNode.Parse(Camera("present")!)!.AsArray());
        Assert.Equal(("anna", "door-1"), ((string?)present!["person"], (string?)present["track"]));

        Leave(2, "anna");
        View();
        _stage.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(Events(_stage.Work()));
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        var left = Assert.Single(Events(_stage.Work()));
        Assert.Equal(("left", 2, "door-1"), ((string?)left["event_type"], (int)left["seq"]!, (string?)left["track"]));
        Assert.True(Present("anna"));
        _stage.Clock.Advance(TimeSpan.FromSeconds(280));
        _stage.Work();
        Assert.False(Present("anna"));
    }

    [Fact]
    public void Whoever_is_told_of_again_was_last_seen_when_they_were()
    {
        Decide(Recognized, 1, "anna");
        View((1, "anna"));
        Leave(1, "anna");
        View();
        _stage.End();
        _stage.StartAgain();
        _stage.Work();
        var seen = (string?)_stage.Person("anna")!["last_seen"];
        Assert.NotNull(seen);
        var settings = new PersonSettings(_stage.Gallery, _stage.Clock);
        settings.Set("anna", null, ignored: true);
        _stage.Work();
        Assert.Null(_stage.Person("anna"));
        settings.Set("anna", null, ignored: false);
        _stage.Work();
        Assert.Equal((seen, "door"), ((string?)_stage.Person("anna")!["last_seen"], (string?)_stage.Person("anna")!["camera"]));
    }

    [Fact]
    public void A_stranger_who_was_taken_for_somebody_does_not_stay_as_their_picture()
    {
        Decide(Recognized, 1, "anna");
        _stage.Retained["facerec/edge/camera/door/snapshot"] = "a stranger's JPEG";
        Decide(Changed, 1, null);
        Assert.Null(Camera("snapshot"));
    }

    [Fact]
    public void A_view_that_is_told_again_is_not_published_again()
    {
        Decide(Recognized, 1, "anna");
        View((1, "anna"));
        Assert.Empty(View((1, "anna")));
    }

    [Fact]
    public void One_person_on_two_tracks_is_one_entry_of_who_is_present_and_strangers_are_one_each()
    {
        Decide(Recognized, 1, "anna");
        Decide(Recognized, 2, "anna");
        Decide(Unknown, 3, null);
        Decide(Unknown, 4, null);
        View((1, "anna"), (2, "anna"), (3, null), (4, null));
        Assert.Equal("4", Camera("faces"));
        Assert.Equal(["door-1", "door-3", "door-4"], JsonNode.Parse(Camera("present")!)!.AsArray().Select(face => (string?)face!["track"]));
    }

    [Fact]
    public void A_rename_shows_in_every_topic_at_once_and_nobody_in_view_stays_nobody()
    {
        Decide(Recognized, 1, "anna");
        View((1, "anna"));
        _stage.Gallery.Rename("anna", "Änne");
        _stage.Work();
        Assert.Equal(("Änne", "Änne", "Änne"), ((string?)_stage.Person("anna")!["name"], (string?)Face()["identity"], Camera("identity")));
        Leave(1, "anna");
        View();
        _stage.Gallery.Rename("anna", "Anna B.");
        _stage.Work();
        Assert.Equal(("Anna B.", "nobody"), ((string?)Face()["identity"], Camera("identity")));
        _stage.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Anna B.", (string?)Assert.Single(Events(_stage.Work()))["identity"]);
    }

    [Fact]
    public void A_deleted_person_is_cleared_and_never_named_again_by_what_was_on_its_way()
    {
        Decide(Recognized, 1, "anna");
        Decide(Recognized, 2, "bea");
        View((1, "anna"), (2, "bea"));
        Decide(Recognized, 3, "anna");
        _stage.Retained["facerec/edge/camera/door/snapshot"] = "a picture of her";
        _stage.Gallery.Delete("anna");
        // Made before the deletion, read after it.
        Post(Recognized, 4, "anna");
        Post(Recognized, 5, "bea", runnerUp: "anna");
        PostView((1, "anna"), (2, "bea"), (4, "anna"));
        var sent = _stage.Work();
        _stage.Clock.Advance(TimeSpan.FromMinutes(20));
        sent.AddRange(_stage.Work());
        sent.AddRange(_stage.End());

        Assert.Null(_stage.Person("anna"));
        Assert.DoesNotContain(_stage.Retained, kept => kept.Value.Contains("anna", StringComparison.OrdinalIgnoreCase) || kept.Key.Contains("anna", StringComparison.Ordinal));
        Assert.DoesNotContain("facerec/edge/camera/door/snapshot", _stage.Retained);
        Assert.DoesNotContain(sent, message => message.Text().Contains("anna", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Somebody_enrolled_a_moment_ago_is_followed_even_when_the_report_overtakes_the_news()
    {
        _stage.Gallery.Add(Painted.Name("Eva"), [Painted.Sample(1)], Painted.Model);
        var sent = Decide(Recognized, 1, "eva");
        Assert.Equal("Eva", (string?)Assert.Single(Events(sent))["identity"]);
        Assert.True(Present("eva"));
    }

    [Fact]
    public void When_nothing_renews_a_view_nobody_is_left_standing_in_it()
    {
        Decide(Recognized, 1, "anna");
        View((1, "anna"));
        _stage.Clock.Advance(ViewRenewals.Patience);
        _stage.Work();
        Assert.Equal(("nobody", "[]", "0"), (Camera("identity"), Camera("present"), Camera("faces")));
        _stage.Clock.Advance(TimeSpan.FromSeconds(300));
        _stage.Work();
        Assert.False(Present("anna"));
    }

    [Fact]
    public void Every_decision_counts_for_the_latency_and_no_leaving_does()
    {
        Decide(Recognized, 1, "anna", age: 100);
        Leave(1, "anna", age: 2000);
        Decide(Recognized, 2, "anna", age: 300);
        Assert.Equal(200, _stage.Ages.Median());
    }

    [Fact]
    public void A_camera_that_was_removed_stays_silent_when_its_last_person_is_renamed()
    {
        Decide(Recognized, 1, "anna");
        Leave(1, "anna");
        View();
        _stage.Describe("door");
        _stage.Describe();
        Assert.Null(Camera("face"));
        _stage.Gallery.Rename("anna", "Änne");
        _stage.Work();
        Assert.Null(Camera("face"));
    }

    [Fact]
    public void What_an_earlier_run_left_may_show_somebody_who_is_removed_or_ignored_now_and_is_taken_back()
    {
        _stage.Retained["facerec/edge/camera/door/face"] = """{"person":"anna"}""";
        _stage.Retained["facerec/edge/camera/door/snapshot"] = "JPEG";
        new PersonSettings(_stage.Gallery, _stage.Clock).Set("anna", null, ignored: true);
        _stage.Work();
        AssertShowsNothing();
        Assert.Null(_stage.Person("anna"));
        Decide(Recognized, 1, "anna");
        View((1, "anna"));
        Assert.DoesNotContain("anna", Camera("face"), StringComparison.Ordinal);
        Assert.Equal("[]", Camera("present"));
        new PersonSettings(_stage.Gallery, _stage.Clock).Set("anna", null, ignored: false);
        _stage.Work();
        Assert.False(Present("anna"));
    }

    [Fact]
    public void At_the_end_everybody_has_left_and_at_the_next_start_it_is_known_when_they_were_here()
    {
        Decide(Recognized, 1, "anna");
        View((1, "anna"));
        _stage.Clock.Advance(TimeSpan.FromSeconds(3));
        var ended = _stage.End();
        Assert.Equal("left", (string?)Assert.Single(Events(ended))["event_type"]);
        Assert.Equal((false, "nobody", "[]"), (Present("anna"), Camera("identity"), Camera("present")));
        var seen = (DateTimeOffset)_stage.Person("anna")!["last_seen"]!;
        Assert.Equal(_stage.Clock.GetUtcNow(), seen);

        _stage.Clock.Advance(TimeSpan.FromHours(1));
        // A crash leaves what it leaves; the next start corrects it, also of somebody who was deleted meanwhile.
        _stage.Retained["facerec/edge/person/anna/state"] = """{"present":true}""";
        _stage.StartAgain(gallery => gallery.Delete("bea"));
        Assert.Equal((false, seen, "door", "Anna"), (
            Present("anna"), (DateTimeOffset)_stage.Person("anna")!["last_seen"]!, (string?)_stage.Person("anna")!["camera"], (string?)_stage.Person("anna")!["name"]));
        Assert.Null(_stage.Person("bea"));
    }

    public void Dispose() => _stage.Dispose();

    private void AssertShowsNothing()
    {
        Assert.Null(Camera("snapshot"));
        var shown = JsonNode.Parse(Camera("face")!)!.AsObject();
        Assert.Equal(["camera", "node", "schema"], shown.Where(key => key.Value is not null).Select(key => key.Key).Order(StringComparer.Ordinal));
        // Every key that a decision has.
        Decide(Recognized, 9, "bea");
        var decision = JsonNode.Parse(Camera("face")!)!.AsObject();
        Assert.Equal(decision.Select(key => key.Key), shown.Select(key => key.Key));
    }

    private static List<JsonNode> Events(IEnumerable<OutgoingMessage> sent) =>
        [.. sent.Where(message => message.Topic.EndsWith("/event", StringComparison.Ordinal)).Select(message => JsonNode.Parse(message.Text())!)];

    private bool Present(string person) => (bool)_stage.Person(person)!["present"]!;

    private string? Camera(string topic) => _stage.Camera("door", topic);

    private JsonNode Face() => JsonNode.Parse(Camera("face")!)!;

    private void Post(FaceEventType type, int track, string? person, string? runnerUp = null, int age = 50) => _stage.Reports.Post(new CameraReport.Decided(
        Samples.Recognized with
        {
            EventType = type,
            Seq = 0,
            Camera = "door",
            Track = $"door-{track}",
            Person = person,
            Identity = person is null ? "unknown" : _stage.Gallery.Find(person)?.Name ?? "Anna",
            RunnerUp = runnerUp is null ? null : new RunnerUp(runnerUp, 0.2f),
            AgeMs = age,
            Seconds = type == Left ? 1 : null,
        },
        null,
        default));

    private void PostView(params (int Track, string? Person)[] faces) => _stage.Reports.Post(new CameraReport.InView("door", faces.Length, [.. faces.Select(face =>
        new FaceInView(face.Person, face.Person is null ? "unknown" : _stage.Gallery.Find(face.Person)?.Name ?? "Anna", $"door-{face.Track}", default))]));

    private List<OutgoingMessage> Decide(FaceEventType type, int track, string? person, int age = 50)
    {
        Post(type, track, person, age: age);
        return _stage.Work();
    }

    private List<OutgoingMessage> Leave(int track, string? person, int age = 0)
    {
        Post(Left, track, person, age: age);
        return _stage.Work();
    }

    private List<OutgoingMessage> View(params (int Track, string? Person)[] faces)
    {
        PostView(faces);
        return _stage.Work();
    }
}
