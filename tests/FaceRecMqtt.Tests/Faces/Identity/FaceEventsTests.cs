using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Tracking;
using static FaceRecMqtt.Tests.Faces.Identity.Synthetic;

namespace FaceRecMqtt.Tests.Faces.Identity;

public sealed class FaceEventsTests
{
    private static readonly StageTimes Times = new(1, 2, 3, 4);
    private readonly FaceTracker _tracker = new(new TrackerOptions());
    private readonly FaceEvents _events = new("door", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

    [Fact]
    public void An_event_says_everything_that_led_to_the_decision()
    {
        var track = Start();
        var raw = Raw(Anna);
        var transition = track.Identity.Observe(Look(raw, atMs: 500), Everybody, Threshold, Margin);
        var face = _events.Of(track, transition, "npu", Times, Ms(643))!;

        Assert.Equal((FaceEventType.Recognized, 0L, "door", "door-1"), (face.EventType, face.Seq, face.Camera, face.Track));
        Assert.Equal((Anna, "Anna", Bea, Threshold), (face.Person, face.Identity, face.RunnerUp?.Person, face.Threshold));
        Assert.Equal(face.Similarity - face.RunnerUp?.Similarity, face.Margin);
        Assert.Equal(4, face.PreNorm, 3);
        Assert.Equal((1, "npu", "cpu", Model.Id), (face.Looks, face.Backend, face.DecidedBy, face.Model));
        Assert.Equal([0.1f, 0.1f, 0.05f, 0.1f], face.Box.Select(side => MathF.Round(side, 4)));
        Assert.Equal((DateTimeOffset.UnixEpoch.AddMilliseconds(500), 143, false), (face.CaptureTs, face.AgeMs, face.Stale));
        Assert.Equal((Times, null), (face.TimingMs, face.Seconds));
    }

    [Fact]
    public void Without_a_transition_there_is_no_event()
    {
        var track = Start();
        Assert.Null(_events.Of(track, IdentityTransition.None, "cpu", Times, Ms(0)));
    }

    [Fact]
    public void An_event_made_too_long_after_the_capture_is_stale()
    {
        var track = Start();
        var transition = track.Identity.See(Raw(Anna));
        Assert.False(_events.Of(track, transition, "cpu", Times, Ms(1000))!.Stale);
        Assert.True(_events.Of(track, transition, "cpu", Times, Ms(1001))!.Stale);
    }

    [Fact]
    public void Leaving_repeats_the_final_identity_once()
    {
        var track = Start();
        _events.Of(track, track.Identity.See(Raw(Anna)), "cpu", Times, Ms(10));
        _tracker.Update([new FaceDetection(new FaceBox(-20, 500, 40, 40), 0.9f, default)], Ms(100));
        _tracker.Clear(Ms(100));
        Start(1500);
        _tracker.Update([new FaceDetection(new FaceBox(0, 0, 40, 40), 0.9f, default)], Ms(1600));
        Assert.Null(_events.Left(_tracker.Tracks[0], "cpu", Ms(1600)));

        var left = _events.Left(track, "cpu", Ms(2100))!;
        Assert.Equal((FaceEventType.Left, Anna, "Anna"), (left.EventType, left.Person, left.Identity));
        Assert.Equal(track.Identity.Similarity, left.Similarity);
        Assert.Equal((0f, 2100, false), (left.Seconds, left.AgeMs, left.Stale));
        Assert.Equal(DateTimeOffset.UnixEpoch, left.CaptureTs);
        Assert.Null(_events.Left(track, "cpu", Ms(2100)));
        Assert.Null(_events.Of(track, IdentityTransition.Changed, "cpu", Times, Ms(2100)));
    }

    [Fact]
    public void A_track_that_was_never_decided_leaves_without_a_word()
    {
        var track = Start();
        _tracker.Clear(Ms(0));
        Assert.Null(_events.Left(track, "cpu", Ms(0)));
    }

    [Fact]
    public void A_deleted_person_is_not_named_when_the_face_leaves()
    {
        var track = Start();
        track.Identity.See(Raw(Anna));
        track.Identity.Refresh(Index(Model, Bea));
        _tracker.Clear(Ms(5));
        var left = _events.Left(track, "cpu", Ms(5))!;
        Assert.Equal((null, "unknown", null), (left.Person, left.Identity, left.Similarity));
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private FaceTrack Start(double atMs = 0)
    {
        _tracker.Update([new FaceDetection(new FaceBox(500, 500, 100, 100), 0.9f, default)], Ms(atMs));
        return _tracker.Tracks[^1];
    }
}
