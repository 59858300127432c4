using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Tests.Video.Decoding;

public sealed class CodecTests
{
    [Theory]
    [InlineData("h264", "h264")]
    [InlineData("h265", "hevc")]
    [InlineData("mjpeg", "mjpeg")]
    public void A_file_is_decoded_frame_by_frame(string codec, string name)
    {
        using var reading = new Reading(Clip.Moving(codec)).Open();
        var times = new List<DateTimeOffset>();
        var (end, withheld) = reading.ReadAll(frame =>
        {
            Assert.Equal((320, 240), (frame.Width, frame.Height));
            times.Add(frame.CapturedAt);
        });

        Assert.Equal((ReadResult.Ended, 0), (end, withheld));
        Assert.Equal(50, times.Count);
        Assert.Equal(times.Order(), times);
        Assert.Equal(new StreamFacts(name, 320, 240, 25, Hardware: false), reading.Source.Facts);
        Assert.Equal(CameraReason.Ended, reading.Source.Failure!.Reason);
        Assert.True(reading.Source.Bytes > 10_000);
        Assert.Equal(0, reading.Source.LostPackets);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pictures_that_are_sent_out_of_order_are_shown_in_order(int threads)
    {
        var clip = Clip.Make(
            ".mp4",
            [
                "-f", "lavfi", "-i", "color=black:size=64x64:rate=25,trim=end_frame=60,geq=lum='16+2*N':cb=128:cr=128",
                "-pix_fmt", "yuv420p", "-g", "20", "-c:v", "libx264", "-crf", "10", "-bf", "3", "-threads", "1",
            ]);
        using var reading = new Reading(clip, options => options with { DecoderThreads = threads }).Open();
        var numbers = new List<int>();
        var (end, withheld) = reading.ReadAll(frame => numbers.Add(Clip.NumberOf(frame)));

        Assert.Equal((ReadResult.Ended, 0), (end, withheld));
        Assert.Equal(Enumerable.Range(0, 60), numbers);
    }

    [Theory]
    [InlineData(".h264")]
    [InlineData(".ts")]
    public void A_change_of_size_in_the_middle_goes_on_with_the_new_one(string ending)
    {
        var (small, large) = (Clip.Numbered(ending, 25), Clip.Numbered(ending, 25, size: "160x96"));
        using var folder = new TemporaryFolder();
        var path = folder.File("both" + ending);
        File.WriteAllBytes(path, [.. File.ReadAllBytes(small), .. File.ReadAllBytes(large)]);
        using var reading = new Reading(path).Open();
        var sizes = new List<(int, int)>();
        var (end, _) = reading.ReadAll(frame => sizes.Add((frame.Width, frame.Height)));

        Assert.Equal(ReadResult.Ended, end);
        // Where a transport stream jumps, a picture beside the jump may be damaged.
        Assert.InRange(sizes.Count(size => size == (64, 64)), ending == ".ts" ? 22 : 25, 25);
        Assert.InRange(sizes.Count(size => size == (160, 96)), 24, 25);
        Assert.Equal((160, 96), (reading.Source.Facts!.Width, reading.Source.Facts.Height));
    }

    [Fact]
    public void A_decoder_that_this_machine_lacks_falls_back_to_software()
    {
        using var reading = new Reading(Clip.Moving("h264"), options => options with { Decoder = "h264_no_such_chip" }).Open();
        using var frame = reading.Frame();

        Assert.False(reading.Source.Facts!.Hardware);
    }

    [Fact]
    public void The_capture_time_is_before_decoding()
    {
        using var reading = new Reading(Clip.Moving("h264", size: "1280x720")).Open();
        var before = TimeProvider.System.GetUtcNow();
        using var frame = reading.Frame();
        var after = TimeProvider.System.GetUtcNow();

        Assert.InRange(frame.CapturedAt, before.AddMilliseconds(-1), after);
        Assert.True(frame.DecodeTime > TimeSpan.Zero);
        Assert.True(after - frame.CapturedAt >= frame.DecodeTime - TimeSpan.FromMilliseconds(1), $"{after - frame.CapturedAt} since capture, {frame.DecodeTime} of decoding");
        Assert.True(TimeProvider.System.GetElapsedTime(frame.CapturedTimestamp) >= frame.DecodeTime);
    }

    [Fact]
    public void A_frame_outlives_the_connection_it_came_from()
    {
        var reading = new Reading(Clip.Moving("h264")).Open();
        var frame = reading.Frame();
        var before = frame.Luma.Row(100).ToArray();
        reading.Dispose();

        Assert.Equal(before, frame.Luma.Row(100).ToArray());
        frame.Dispose();
    }

    [Fact]
    public void A_file_at_real_time_takes_as_long_as_it_was_recorded()
    {
        using var reading = new Reading(Clip.Moving("h264", 1), options => options with { RealTime = true }).Open();
        var began = TimeProvider.System.GetTimestamp();
        var frames = 0;
        reading.ReadAll(_ => frames++);
        var took = TimeProvider.System.GetElapsedTime(began);

        Assert.Equal(25, frames);
        Assert.InRange(took.TotalSeconds, 0.9, 20);
    }

    [Fact]
    public void A_looped_file_starts_again_at_its_first_frame()
    {
        foreach (var ending in (string[])[".mp4", ".h264", ".ts"])
        {
            using var reading = new Reading(Clip.Numbered(ending, 30), options => options with { Loop = true }).Open();
            var numbers = Enumerable.Range(0, 75).Select(_ =>
            {
                using var frame = reading.Frame();
                return Clip.NumberOf(frame);
            });

            Assert.Equal(Enumerable.Range(0, 75).Select(i => i % 30), numbers);
        }
    }
}
