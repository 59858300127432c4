using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Decoding;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Tests.Video.Cameras;

/// <summary>What a camera costs when it runs for long.</summary>
[Collection(nameof(Alone))]
public sealed class SteadyStateTests
{
    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    [InlineData("mjpeg")]
    public void The_thread_of_a_camera_allocates_nothing_per_frame(string codec)
    {
        var options = Reading.Of(Clip.Moving(codec)) with { Loop = true };
        using var pool = new FramePool();
        using var slot = new FrameSlot();
        using var source = new StreamSource(options, pool, TimeProvider.System);
        var counters = new CameraCounters(TimeProvider.System);
        var (frames, before, least) = (0, 0L, long.MaxValue);
        slot.Arrived = () =>
        {
            // Four times 100 frames, the loops of the clip among them, after as many that warmed up; see Allocations for why the least counts.
            if (++frames >= 200 && frames % 100 == 0)
            {
                var now = GC.GetAllocatedBytesForCurrentThread();
                (least, before) = (frames > 200 ? Math.Min(least, now - before) : least, now);
                if (frames == 600)
                {
                    source.Interrupt();
                }
            }
        };
        var end = new CameraSession(options, source, slot, counters, TimeProvider.System) { Opened = () => { } }.Run();

        Assert.Null(end.Failure);
        Assert.Equal(600, frames);
        Assert.Equal(0, least);
    }

    [Fact]
    public void Looking_at_a_frame_allocates_nothing()
    {
        using var reading = new Reading(Clip.Moving("h264")).Open();
        using var frame = reading.Frame();
        var pixels = new byte[80 * 60 * 3];
        Look();
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                Look();
            }
        }));

        void Look()
        {
            frame.ScaleInto(new(3, 5, 201, 155), pixels, 80, 60, 240, ColorOrder.Rgb);
            _ = frame.Luma.Row(7)[0];
            using var shared = frame.Share();
        }
    }

    [Fact]
    public void Frames_come_back_to_the_pool_over_two_hundred_connections()
    {
        var options = Reading.Of(Clip.Moving("h264"));
        using var pool = new FramePool();
        using var slot = new FrameSlot();
        var different = new HashSet<Frame>(ReferenceEqualityComparer.Instance);
        for (var connection = 0; connection < 200; connection++)
        {
            using var source = new StreamSource(options, pool, TimeProvider.System);
            Assert.True(source.Open());
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(ReadResult.Frame, source.Read(out var frame));
                different.Add(frame!);
                slot.Put(frame!);
            }
        }

        // One waits in the slot while the next is read.
        Assert.InRange(different.Count, 1, 2);
    }

    [Fact]
    public void Native_memory_stays_the_same_over_two_hundred_connections()
    {
        var clips = ((string[])["h264", "h265", "mjpeg"]).Select(codec => Clip.Moving(codec)).ToArray();
        void Connect(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var reading = new Reading(clips[i % 3]).Open();
                using var first = reading.Frame();
                using var second = reading.Frame();
            }
        }

        Connect(60);
        var before = Resident();
        Connect(200);
        var grown = Resident() - before;

        // One leaked 320×240 picture for each connection would be 23 MB.
        Assert.True(grown < 10_000_000, $"grown by {grown / 1e6:0.0} MB");
    }

    [Fact]
    public void A_frame_that_is_held_keeps_its_pixels_while_hundreds_follow()
    {
        using var reading = new Reading(Clip.Moving("h264"), options => options with { Loop = true }).Open();
        using var held = reading.Frame();
        var pixels = held.Luma.Row(120).ToArray();
        for (var i = 0; i < 300; i++)
        {
            reading.Frame().Dispose();
        }

        Assert.Equal(pixels, held.Luma.Row(120).ToArray());
    }

    [Fact]
    public void More_frames_than_the_pool_keeps_may_be_held()
    {
        using var reading = new Reading(Clip.Moving("h264")).Open();
        var held = Enumerable.Range(0, FramePool.Kept + 10).Select(_ => reading.Frame()).ToList();

        Assert.Equal(held.Count, held.Distinct(ReferenceEqualityComparer.Instance).Count());
        held.ForEach(frame => frame.Dispose());
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var pages = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], null);
        return pages * Environment.SystemPageSize;
    }
}
