using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Tests.Support;
using static FaceRecMqtt.Tests.Faces.Tracking.Seen;

namespace FaceRecMqtt.Tests.Faces.Tracking;

public sealed class FaceTrackerTests
{
    private readonly FaceTracker _tracker = new(new TrackerOptions());

    [Fact]
    public void Two_faces_in_one_frame_are_two_tracks_that_keep_apart()
    {
        _tracker.Update([At(0, 0), At(300, 0)], Ms(0));
        _tracker.Update([At(305, 0), At(5, 0)], Ms(40));

        Assert.Equal([(1L, 5f), (2L, 305f)], _tracker.Tracks.ToArray().Select(track => (track.Number, track.Detection.Box.X)));
        Assert.All(_tracker.Tracks.ToArray(), track => Assert.False(track.WasAmbiguous));
    }

    [Fact]
    public void Frames_without_a_detection_cost_a_track_nothing_until_it_is_lost()
    {
        _tracker.Update([At(0, 0)], Ms(0));
        for (var ms = 40; ms <= 2000; ms += 40)
        {
            _tracker.Update([], Ms(ms));
            Assert.False(_tracker.Single().IsInView);
        }

        _tracker.Update([], Ms(2001));
        Assert.Equal(0, _tracker.Tracks.Length);
        Assert.True(Assert.Single(_tracker.Ended.ToArray()).HasEnded);
        _tracker.Update([], Ms(2002));
        Assert.Equal(0, _tracker.Ended.Length);
    }

    [Fact]
    public void A_face_that_comes_back_too_late_is_a_new_track()
    {
        _tracker.Update([At(0, 0)], Ms(0));
        _tracker.Update([At(0, 0)], Ms(2001));
        Assert.Equal(2, _tracker.Single().Number);
        Assert.Equal(1, Assert.Single(_tracker.Ended.ToArray()).Number);
    }

    [Fact]
    public void Without_frames_tracks_expire()
    {
        _tracker.Update([At(0, 0)], Ms(0));
        _tracker.Expire(Ms(2000));
        Assert.Equal(1, _tracker.Tracks.Length);
        _tracker.Expire(Ms(2001));
        Assert.Equal(1, _tracker.Ended.Length);
    }

    [Fact]
    public void A_lost_camera_ends_every_track()
    {
        _tracker.Update([At(0, 0), At(300, 0)], Ms(0));
        _tracker.Clear(Ms(10));
        Assert.Equal(0, _tracker.Tracks.Length);
        Assert.Equal([1L, 2L], _tracker.Ended.ToArray().Select(track => track.Number));
    }

    [Fact]
    public void A_frame_from_the_past_counts_as_the_last()
    {
        _tracker.Update([At(0, 0)], Ms(1000));
        _tracker.Update([At(1, 0)], Ms(500));
        Assert.Equal(Ms(1000), _tracker.Single().LastSeen);
        Assert.Equal(2, _tracker.Single().Detections);
    }

    [Fact]
    public void The_weakest_detections_start_no_track_when_there_are_too_many()
    {
        var tracker = new FaceTracker(new TrackerOptions { MaxTracks = 2 });
        tracker.Update([At(0, 0, score: 0.7f), At(300, 0, score: 0.65f), At(600, 0, score: 0.9f), At(900, 0, score: 0.6f)], Ms(0));
        Assert.Equal([0.9f, 0.7f], tracker.Tracks.ToArray().Select(track => track.Detection.Score));
        Assert.Equal(2, tracker.Overflow);
    }

    [Fact]
    public void One_weak_detection_is_a_ghost_two_or_a_strong_one_are_a_face()
    {
        _tracker.Update([At(0, 0, score: 0.65f), At(300, 0, score: 0.95f)], Ms(0));
        Assert.Equal([false, true], _tracker.Tracks.ToArray().Select(track => track.IsConfirmed).Order());
        _tracker.Update([At(0, 0, score: 0.65f)], Ms(40));
        Assert.All(_tracker.Tracks.ToArray(), track => Assert.True(track.IsConfirmed));
    }

    [Fact]
    public void A_weak_detection_does_not_take_a_track_from_a_strong_one()
    {
        _tracker.Update([At(0, 0)], Ms(0));
        _tracker.Update([At(0, 0, score: 0.5f), At(20, 0, score: 0.9f)], Ms(40));
        Assert.Equal(20, _tracker.Tracks[0].Detection.Box.X);
        Assert.True(_tracker.Tracks[0].WasAmbiguous);
    }

    [Fact]
    public void A_walking_face_is_expected_further_on_and_not_forever()
    {
        for (var i = 0; i < 20; i++)
        {
            _tracker.Update([At(10 * i, 50)], Ms(40 * i));
        }

        var track = _tracker.Single();
        Assert.InRange(track.Predict(track.LastSeen + Ms(40)).X, 198, 201);
        Assert.InRange(track.Predict(track.LastSeen + Ms(10_000)).X, 300, 320);
        Assert.Equal(track.Detection.Box, track.Predict(track.LastSeen - Ms(40)));
        _tracker.Update([At(330, 50)], Ms((40 * 19) + 600));
        Assert.Equal(21, _tracker.Single().Detections);
    }

    [Fact]
    public void Crossing_faces_are_flagged_while_they_cross_and_keep_their_ways()
    {
        List<long> flagged = [];
        for (var i = 0; i <= 40; i++)
        {
            // A little apart in height, so that both stay visible.
            _tracker.Update([At(10 * i, 0), At(400 - (10 * i), 30)], Ms(40 * i));
            flagged.AddRange(_tracker.Tracks.ToArray().Where(track => track.WasAmbiguous).Select(track => track.Number));
        }

        Assert.Equal([(1L, 400f), (2L, 0f)], _tracker.Tracks.ToArray().Select(track => (track.Number, track.Detection.Box.X)));
        Assert.Equal([1L, 2L], flagged.Distinct().Order());
        Assert.False(_tracker.Tracks[0].WasAmbiguous);
    }

    [Fact]
    public void A_face_beside_the_place_where_one_was_lost_continues_it_only_under_suspicion()
    {
        _tracker.Update([At(0, 0)], Ms(0));
        _tracker.Update([At(120, 0)], Ms(800));
        Assert.True(_tracker.Single().WasAmbiguous);
    }

    [Fact]
    public void A_face_of_quite_another_size_is_another_face()
    {
        _tracker.Update([At(0, 0, 200)], Ms(0));
        _tracker.Update([At(60, 60, 80)], Ms(40));
        Assert.Equal(2, _tracker.Tracks.Length);
    }

    [Fact]
    public void Boxes_that_are_none_are_counted_and_left_out()
    {
        _tracker.Update([At(float.NaN, 0), At(0, 0, 0), At(0, 0, float.PositiveInfinity), At(0, 0, -5)], Ms(0));
        Assert.Equal(0, _tracker.Tracks.Length);
        Assert.Equal(4, _tracker.Unusable);
        _tracker.Update([At(0, 0, score: float.NaN)], Ms(1));
        Assert.Equal(1, _tracker.Tracks.Length);
    }

    [Fact]
    public void Following_faces_allocates_nothing()
    {
        var faces = new FaceDetection[16];
        var random = new Random(7);
        Follow(100);
        Assert.Equal(0, Allocations.Least(() => Follow(500)));
        Assert.Equal(16, _tracker.Tracks.Length);

        void Follow(int frames)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                for (var i = 0; i < faces.Length; i++)
                {
                    faces[i] = At((90 * i) + random.Next(10), random.Next(10));
                }

                _tracker.Update(faces, Ms(40 * frame));
                _tracker.Expire(Ms(40 * frame));
            }
        }
    }
}
