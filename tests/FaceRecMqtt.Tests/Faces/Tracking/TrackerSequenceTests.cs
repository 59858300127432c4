using CsCheck;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Tracking;
using static FaceRecMqtt.Tests.Faces.Tracking.Seen;

namespace FaceRecMqtt.Tests.Faces.Tracking;

/// <summary>Whatever is seen, in whatever order.</summary>
public sealed class TrackerSequenceTests
{
    private static readonly Gen<FaceDetection> Face = Gen.Select(Gen.Float[0, 600], Gen.Float[0, 300], Gen.Float[40, 160], Gen.Float[0.5f, 1])
        .Select((x, y, size, score) => At(x, y, size, score));

    [Fact]
    public void Every_detection_goes_to_one_track_and_no_track_gets_two()
    {
        var frames = Gen.Select(Face.Array[0, 12], Gen.Int[-50, 900]).Array[1, 40];
        frames.Sample(Check, iter: 300);
    }

    [Fact]
    public void Tracks_of_faces_that_stay_apart_never_swap()
    {
        // Four faces on a grid; steps of up to a third of a face, frames missed at random, order shuffled.
        var walk = Gen.Select(Gen.Float[-30, 30].Array[8], Gen.Bool.Array[4], Gen.Int[20, 200], Gen.Shuffle(new[] { 0, 1, 2, 3 })).Array[2, 60];
        walk.Sample(Follow, iter: 200);
    }

    private static void Check((FaceDetection[] Faces, int Wait)[] frames)
    {
        var options = new TrackerOptions { MaxTracks = 8 };
        var tracker = new FaceTracker(options);
        tracker.Expire(TimeSpan.Zero);
        HashSet<long> ended = [];
        Dictionary<long, int> counted = [];
        var (now, seen) = (TimeSpan.Zero, 0L);
        foreach (var (faces, wait) in frames)
        {
            var newest = tracker.Tracks.Length + tracker.Ended.Length == 0 ? 0 : counted.Keys.DefaultIfEmpty().Max();
            var overflow = tracker.Overflow;
            tracker.Update(faces, now + Ms(wait));
            now = wait > 0 ? now + Ms(wait) : now;
            var (live, gone) = (tracker.Tracks.ToArray(), tracker.Ended.ToArray());

            var inView = live.Where(track => track.IsInView).ToArray();
            Assert.Equal(faces.Length, inView.Length + (tracker.Overflow - overflow));
            Assert.Equal(inView.Length, inView.Select(track => track.Detection.Box).Intersect(faces.Select(face => face.Box)).Count());
            Assert.All(inView, track => Assert.Equal(now, track.LastSeen));
            Assert.All(inView, track => Assert.Equal(counted.GetValueOrDefault(track.Number) + 1, track.Detections));
            if (tracker.Overflow > overflow)
            {
                Assert.Equal(options.MaxTracks, live.Length);
            }

            Assert.Equal(live.Select(track => track.Number).Order(), live.Select(track => track.Number));
            Assert.All(live, track => Assert.True(now - track.LastSeen <= options.LostAfter));
            Assert.All(gone, track => Assert.True(now - track.LastSeen > options.LostAfter));
            Assert.All(gone, track => Assert.True(ended.Add(track.Number)));
            Assert.DoesNotContain(live, track => ended.Contains(track.Number));
            Assert.All(live.Where(track => !counted.ContainsKey(track.Number)), track => Assert.True(track.Number > newest));
            foreach (var track in live)
            {
                counted[track.Number] = track.Detections;
            }

            seen += faces.Length;
        }

        Assert.Equal(seen - tracker.Overflow, counted.Values.Sum());
    }

    private static void Follow((float[] Steps, bool[] Missed, int Wait, int[] Order)[] frames)
    {
        var tracker = new FaceTracker(new TrackerOptions());
        (float X, float Y)[] places = [(0, 0), (600, 0), (0, 600), (600, 600)];
        var homes = places.ToArray();
        tracker.Update([.. places.Select(place => At(place.X, place.Y))], TimeSpan.Zero);
        var now = TimeSpan.Zero;
        foreach (var (steps, missed, wait, order) in frames)
        {
            now += Ms(wait);
            for (var i = 0; i < places.Length; i++)
            {
                // Each stays within one size of its corner.
                places[i] = (Math.Clamp(places[i].X + steps[2 * i], homes[i].X - 100, homes[i].X + 100),
                    Math.Clamp(places[i].Y + steps[(2 * i) + 1], homes[i].Y - 100, homes[i].Y + 100));
            }

            tracker.Update([.. order.Where(i => !missed[i]).Select(i => At(places[i].X, places[i].Y))], now);
            foreach (var track in tracker.Tracks)
            {
                if (track.IsInView && track.Number <= 4)
                {
                    Assert.Equal(homes[track.Number - 1], homes.MinBy(home => Math.Abs(home.X - track.Detection.Box.X) + Math.Abs(home.Y - track.Detection.Box.Y)));
                }
            }
        }
    }
}
