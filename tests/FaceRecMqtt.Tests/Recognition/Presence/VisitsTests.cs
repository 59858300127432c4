using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Presence;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using static FaceRecMqtt.Faces.Identity.FaceEventType;

namespace FaceRecMqtt.Tests.Recognition.Presence;

/// <summary>What of the tracks' transitions is told, with a gap of 20 s.</summary>
public sealed class VisitsTests
{
    private readonly List<FaceEvent> _told = [];
    private Visits _visits = new(TimeSpan.FromSeconds(20));

    [Fact]
    public void Somebody_lost_and_recognised_again_within_the_gap_is_told_once_and_leaves_once_with_the_seconds_of_the_whole_visit()
    {
        Decide(10, Recognized, 1, "anna");
        Leave(15, 1, "anna", seconds: 4, age: 2);
        Decide(30, Recognized, 2, "anna");
        Leave(40, 2, "anna", seconds: 9, age: 2);
        Expire(57.9);
        Assert.Equal([Recognized], _told.Select(face => face.EventType));
        Assert.Equal(58, _visits.Due!.Value.TotalSeconds, 3);
        Expire(58);

        Assert.Equal([(Recognized, 1L), (Left, 2L)], _told.Select(face => (face.EventType, face.Seq)));
        // First seen at 15 - 2 - 4, last seen at 40 - 2.
        Assert.Equal((29f, 20_000, "door-1"), (_told[^1].Seconds, _told[^1].AgeMs, _told[^1].Track));
        Decide(60, Recognized, 3, "anna");
        Assert.Equal((Recognized, 3L, "door-3"), (_told[^1].EventType, _told[^1].Seq, _told[^1].Track));
    }

    [Fact]
    public void The_decision_that_is_no_news_is_returned_with_the_number_of_the_newest_event()
    {
        var first = Decide(1, Recognized, 1, "anna");
        Assert.Same(_told[^1], first);
        Leave(5, 1, "anna");
        Decide(6, Unknown, 2);
        var again = Decide(7, Recognized, 3, "anna");
        Assert.Equal((2L, "door-1", "anna"), (again.Seq, again.Track, again.Person));
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void Without_a_gap_every_track_is_a_visit()
    {
        _visits = new Visits(TimeSpan.Zero);
        Decide(1, Recognized, 1, "anna");
        Leave(2, 1, "anna");
        Decide(3, Recognized, 2, "anna");
        Leave(4, 2, "anna");
        Assert.Equal([Recognized, Left, Recognized, Left], _told.Select(face => face.EventType));
    }

    [Fact]
    public void Each_camera_has_its_own_visits_and_numbers()
    {
        Decide(1, Recognized, 1, "anna");
        Decide(2, Recognized, 1, "anna", camera: "yard");
        Assert.Equal([("door", 1L), ("yard", 1L)], _told.Select(face => (face.Camera, face.Seq)));
    }

    [Fact]
    public void A_stranger_with_an_id_visits_like_a_person_and_one_without_leaves_at_once()
    {
        Decide(1, Unknown, 1, unknown: "u1");
        Decide(1, Unknown, 2);
        Leave(5, 1, unknown: "u1");
        Leave(5, 2);
        Assert.Equal((Left, "door-2", null), (_told[^1].EventType, _told[^1].Track, _told[^1].UnknownId));
        Decide(9, Unknown, 3, unknown: "u1");
        Decide(9, Unknown, 4);
        Leave(20, 3);
        Expire(60);
        Assert.Equal(
            [(Unknown, "door-1", "u1"), (Unknown, "door-2", null), (Left, "door-2", null), (Unknown, "door-4", null), (Left, "door-1", "u1")],
            _told.Select(face => (face.EventType, face.Track, face.UnknownId)));
    }

    [Fact]
    public void A_stranger_who_turns_out_to_be_somebody_whose_visit_goes_on_is_a_correction_not_a_second_arrival()
    {
        Decide(1, Recognized, 1, "anna");
        Leave(5, 1, "anna", seconds: 4);
        Decide(8, Unknown, 2);
        Decide(9, Recognized, 2, "anna");
        Leave(12, 2, "anna", seconds: 6);
        Expire(90);
        Assert.Equal(
            [(Recognized, "door-1", "anna"), (Unknown, "door-2", null), (Changed, "door-2", "anna"), (Left, "door-1", "anna")],
            _told.Select(face => (face.EventType, face.Track, face.Person)));
        Assert.Equal(11f, _told[^1].Seconds);
    }

    [Fact]
    public void A_stranger_who_gets_a_name_is_recognised_in_the_same_visit()
    {
        Decide(1, Unknown, 1, unknown: "u1");
        Decide(2, Recognized, 1, "anna");
        Leave(3, 1, "anna");
        Expire(90);
        Assert.Equal([(Unknown, "door-1"), (Recognized, "door-1"), (Left, "door-1")], _told.Select(face => (face.EventType, face.Track)));
        Assert.Null(_told[^1].UnknownId);
    }

    [Fact]
    public void A_correction_ends_the_wrong_visit_without_a_gap()
    {
        Decide(1, Recognized, 1, "anna");
        Decide(2, Changed, 1, "bea");
        Decide(3, Recognized, 2, "anna");
        Assert.Equal([(Recognized, "anna"), (Changed, "bea"), (Recognized, "anna")], _told.Select(face => (face.EventType, face.Person)));
    }

    [Fact]
    public void Two_tracks_of_one_person_are_one_visit_until_both_are_gone()
    {
        Decide(1, Recognized, 1, "anna");
        Decide(2, Recognized, 2, "anna");
        Leave(10, 1, "anna");
        Expire(100);
        Assert.Single(_told);
        Assert.Equal("door-1", _visits.LabelOf("door", "door-2"));
        Leave(100, 2, "anna");
        Expire(119);
        Assert.Single(_told);
        Expire(120);
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void When_the_track_that_named_the_visit_was_somebody_else_both_are_told_apart_from_then_on()
    {
        Decide(1, Recognized, 1, "anna");
        Decide(2, Recognized, 2, "anna");
        Decide(3, Changed, 1, "bea");
        Leave(4, 1, "bea");
        Leave(5, 2, "anna");
        Expire(90);
        Assert.Equal(
            [(Recognized, "door-1", "anna"), (Recognized, "door-1.2", "bea"), (Left, "door-1.2", "bea"), (Left, "door-1", "anna")],
            _told.Select(face => (face.EventType, face.Track, face.Person)));
    }

    [Fact]
    public void A_removed_person_is_named_no_more_whether_in_view_or_just_gone()
    {
        Decide(1, Recognized, 1, "anna");
        Decide(1, Recognized, 2, "bea", runnerUp: "anna");
        Decide(1, Recognized, 1, "anna", camera: "yard");
        Leave(5, 1, "anna", camera: "yard");
        Leave(5, 2, "bea", runnerUp: "anna");
        _told.Clear();
        _visits.Forget("anna", At(6), _told);
        var gone = Assert.Single(_told);
        Assert.Equal((Left, "yard", null, "unknown", null), (gone.EventType, gone.Camera, gone.Person, gone.Identity, gone.Similarity));

        Decide(7, Changed, 1);
        Leave(8, 1);
        Expire(90);
        Assert.Equal([(Left, "yard"), (Changed, "door"), (Left, "door"), (Left, "door")], _told.Select(face => (face.EventType, face.Camera)));
        Assert.All(_told, face => Assert.NotEqual("anna", face.Person ?? face.RunnerUp?.Person));
    }

    [Fact]
    public void A_renamed_person_leaves_under_the_new_name()
    {
        Decide(1, Recognized, 1, "anna");
        Leave(2, 1, "anna");
        _visits.Rename("anna", "Anna B.");
        Expire(90);
        Assert.Equal("Anna B.", _told[^1].Identity);
    }

    [Fact]
    public void A_track_whose_end_was_never_reported_ends_with_the_view()
    {
        Decide(1, Recognized, 1, "anna");
        _visits.View(new CameraReport.InView("door", 0, []), At(10), _told);
        Leave(10.1, 1, "anna");
        Expire(29.9);
        Assert.Single(_told);
        Expire(30);
        Assert.Equal((Left, "door-1", 20_000, false), (_told[^1].EventType, _told[^1].Track, _told[^1].AgeMs, _told[^1].Stale));
        Assert.True(float.IsNaN(_told[^1].TimingMs.Embed));
    }

    [Fact]
    public void A_view_that_shows_somebody_again_whose_visit_is_not_over_goes_on_with_it()
    {
        Decide(1, Recognized, 1, "anna");
        _visits.View(new CameraReport.InView("door", 0, []), At(10), _told);
        _visits.View(new CameraReport.InView("door", 1, [new FaceInView("anna", "Anna", "door-1", default)]), At(12), _told);
        Expire(500);
        Assert.Single(_told);
    }

    [Fact]
    public void At_the_end_everybody_has_left()
    {
        Decide(1, Recognized, 1, "anna");
        Decide(1, Unknown, 2);
        Leave(2, 1, "anna");
        _visits.End(At(3), _told);
        Assert.Equal([Left, Left], _told[2..].Select(face => face.EventType));
        Assert.Equal(4, _told[^1].Seq);
        Assert.Null(_visits.Due);
    }

    [Fact]
    public void Of_a_track_that_was_never_told_of_nothing_is_told_when_it_ends()
    {
        Leave(2, 1, "anna");
        Assert.Empty(_told);
    }

    [Fact]
    public void Strangers_out_of_view_are_bounded_and_the_oldest_has_left()
    {
        for (var track = 0; track < 300; track++)
        {
            Decide(1, Unknown, track, unknown: $"u{track}");
            Leave(1 + (track / 1000.0), track, unknown: $"u{track}");
        }

        Assert.Equal(Enumerable.Range(0, 300 - 256).Select(track => $"u{track}"), _told.Where(face => face.EventType == Left).Select(face => face.UnknownId));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static FaceEvent Event(FaceEventType type, int track, string? person, string? unknown, string? runnerUp, string camera) => Samples.Recognized with
    {
        EventType = type,
        Seq = 0,
        Camera = camera,
        Track = $"{camera}-{track}",
        Person = person,
        Identity = person ?? "unknown",
        UnknownId = unknown,
        RunnerUp = runnerUp is null ? null : new RunnerUp(runnerUp, 0.2f),
        AgeMs = 0,
    };

    private FaceEvent Decide(
        double at, FaceEventType type, int track, string? person = null, string? unknown = null, string? runnerUp = null, string camera = "door") =>
        _visits.Decide(Event(type, track, person, unknown, runnerUp, camera), At(at), _told);

    private void Leave(
        double at, int track, string? person = null, string? unknown = null, string? runnerUp = null, float seconds = 1, double age = 0, string camera = "door") =>
        _visits.Leave(Event(Left, track, person, unknown, runnerUp, camera) with { Seconds = seconds, AgeMs = (int)(1000 * age) }, At(at), _told);

    private void Expire(double at) => _visits.Expire(At(at), _told);
}
