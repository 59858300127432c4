using FaceRecMqtt.Tests.Video.Support;

namespace FaceRecMqtt.Tests.Video.Sources;

/// <summary>Pictures that show when they were sent.</summary>
public sealed class RtspCaptureTimeTests
{
    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    public async Task The_capture_time_is_when_the_picture_had_arrived(string codec)
    {
        // Five pictures a second, each sent at the second that its number says: one interval late would be 200 ms.
        const double interval = 0.2;
        const int frames = 75;
        var clip = Clip.Numbered($".{codec}.mp4", frames, 5, keyEvery: 5, codec: codec);
        await using var server = await RtspFixture.StartClockAsync(clip);
        await using var run = new CameraRun(CameraRun.Quick(server.Address("clock")));
        var late = new List<double>();
        while (late.Count < 12)
        {
            using var frame = await run.FrameAsync();
            var captured = frame.CapturedAt.ToUnixTimeMilliseconds() / 1000.0;
            var off = (captured - (Clip.NumberOf(frame) * interval)) % (frames * interval);
            late.Add(off > frames * interval / 2 ? off - (frames * interval) : off);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(' ', late.Select(seconds => $"{1000 * seconds:0}")));
        Assert.InRange(late.Order().ElementAt(6), -0.02, 0.08);
        // Nor are those of the first pictures, which may have been kept while the stream was looked into.
        Assert.InRange(late.Max(), -0.02, 1);
    }
}
