using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Search;

/// <summary>The regions cover what must be looked at, without looking at everything every time.</summary>
public sealed class SearchPlannerTests
{
    private static readonly (int Width, int Height) Detector = (320, 240);
    private const float SmallestFace = 12;

    [Theory]
    [InlineData(1920, 1080, 24)]
    [InlineData(1280, 720, 40)]
    [InlineData(640, 480, 24)]
    [InlineData(1080, 1920, 24)]
    [InlineData(3840, 2160, 60)]
    [InlineData(300, 200, 24)]
    public void One_full_pass_shows_every_face_whole_and_large_enough(int width, int height, int minFacePx)
    {
        var options = new SearchOptions { MinFacePx = minFacePx, FullPassEvery = 15, RegionsPerFrame = 8 };
        var planner = new SearchPlanner(options);
        using var frame = Plain(width, height);
        List<PixelRect> seen = [];
        for (var i = 0; i < options.FullPassEvery; i++)
        {
            seen.AddRange(Plan(planner, frame, []));
        }

        foreach (var size in (int[])[minFacePx, 2 * minFacePx, 4 * minFacePx, Math.Min(width, height) / 2])
        {
            for (var i = 0; i < 200; i++)
            {
                var random = new Random((size * 1000) + i);
                if (size > Math.Min(width, height))
                {
                    continue;
                }

                var face = new PixelRect(random.Next(0, width - size + 1), random.Next(0, height - size + 1), size, size);
                Assert.True(
                    seen.Any(region => Contains(region, face) && InInput(region, size) >= SmallestFace * 0.99f), $"{face} is in none of {string.Join(' ', seen.Distinct())}");
            }
        }
    }

    [Fact]
    public void No_frame_gets_more_regions_than_allowed_and_all_lie_inside_it()
    {
        var planner = new SearchPlanner(new SearchOptions { RegionsPerFrame = 3 });
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            using var frame = MemoryFrame.Paint(1280, 720, (x, y, _) => (byte)(((x / 40) + (y / 40) + i) % 7 == 0 ? random.Next(256) : 90));
            var regions = Plan(planner, frame, []);
            Assert.InRange(regions.Length, 0, 3);
            Assert.All(regions, region => Assert.Equal(region, region.ClipTo(1280, 720)));
            Assert.All(regions, region => Assert.False(region.IsEmpty));
        }
    }

    [Fact]
    public void An_expected_face_is_looked_at_in_every_frame_at_a_good_size()
    {
        var planner = new SearchPlanner(new SearchOptions());
        using var frame = Plain(1920, 1080);
        var tracker = new FaceTracker(new TrackerOptions());
        tracker.Update([new FaceDetection(new FaceBox(1500, 700, 60, 80), 0.9f, default)], TimeSpan.Zero);
        for (var i = 0; i < 40; i++)
        {
            var regions = Plan(planner, frame, tracker.Tracks);
            Assert.Contains(regions, region => Contains(region, new PixelRect(1490, 690, 80, 100)) && InInput(region, 60) >= 2 * SmallestFace);
        }
    }

    [Fact]
    public void Faces_that_stand_together_share_a_region_and_all_others_get_theirs_in_turn()
    {
        var planner = new SearchPlanner(new SearchOptions { RegionsPerFrame = 3 });
        using var frame = Plain(1920, 1080);
        var tracker = new FaceTracker(new TrackerOptions());
        FaceBox[] group = [new(100, 100, 60, 80), new(260, 110, 60, 80), new(400, 90, 60, 80)];
        FaceBox[] apart = [new(900, 100, 60, 80), new(1700, 100, 60, 80), new(900, 900, 60, 80), new(1700, 900, 60, 80), new(100, 900, 60, 80)];
        tracker.Update([.. group.Concat(apart).Select(box => new FaceDetection(box, 0.9f, default))], TimeSpan.Zero);

        var seen = group.Concat(apart).ToDictionary(box => box, _ => 0);
        for (var i = 0; i < 60; i++)
        {
            var regions = Plan(planner, frame, tracker.Tracks);
            foreach (var box in seen.Keys)
            {
                seen[box] += regions.Any(region => Contains(region, new PixelRect((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height))
                    && InInput(region, box.Width) >= SmallestFace) ? 1 : 0;
            }
        }

        Assert.All(seen.Values, count => Assert.InRange(count, 20, 60));
    }

    [Fact]
    public void Where_something_moves_is_looked_at_at_once()
    {
        var planner = new SearchPlanner(new SearchOptions());
        using var still = Plain(1920, 1080);
        using var moved = MemoryFrame.Paint(1920, 1080, (x, y, _) => (byte)(x is > 1600 and < 1700 && y is > 800 and < 900 ? 250 : 90));
        Plan(planner, still, []);
        Plan(planner, still, []);
        Assert.Contains(Plan(planner, moved, []), region => Contains(region, new PixelRect(1600, 800, 100, 100)) && InInput(region, 24) >= SmallestFace * 0.99f);
    }

    [Fact]
    public void A_quiet_picture_costs_little()
    {
        var planner = new SearchPlanner(new SearchOptions());
        using var frame = Plain(1920, 1080);
        var looks = Enumerable.Range(0, 150).Sum(_ => Plan(planner, frame, []).Length);
        Assert.InRange(looks / 150.0, 0.3, 1.2);
    }

    private static PixelRect[] Plan(SearchPlanner planner, Frame frame, ReadOnlySpan<FaceTrack> tracks)
    {
        var regions = new PixelRect[16];
        return regions[..planner.Plan(frame, tracks, TimeSpan.Zero, Detector, SmallestFace, regions)];
    }

    private static MemoryFrame Plain(int width, int height) => MemoryFrame.Paint(width, height, (_, _, _) => 90);

    private static float InInput(PixelRect region, float facePx) =>
        facePx * Math.Min((float)Detector.Width / region.Width, (float)Detector.Height / region.Height);

    private static bool Contains(PixelRect outer, PixelRect inner) =>
        outer.X <= inner.X && outer.Y <= inner.Y && outer.Right >= inner.Right && outer.Bottom >= inner.Bottom;
}
