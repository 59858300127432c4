using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Faces.Frames;

/// <summary>Who holds a frame, and when its pixels go.</summary>
public sealed class FrameTests
{
    [Fact]
    public void Pixels_go_with_the_last_reference()
    {
        var frame = Small();
        Assert.Same(frame, frame.Share());
        frame.Dispose();
        Assert.False(frame.IsReleased);
        frame.Dispose();
        Assert.True(frame.IsReleased);
    }

    [Fact]
    public void A_frame_that_is_gone_cannot_be_shared()
    {
        var frame = Small();
        frame.Dispose();
        Assert.Throws<ObjectDisposedException>(frame.Share);
    }

    [Fact]
    public async Task Many_readers_release_it_once_and_only_at_the_end()
    {
        var frame = Small();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                using var own = frame.Share();
                Assert.False(frame.IsReleased);
            }
        })));
        frame.Dispose();
        Assert.True(frame.IsReleased);
    }

    [Fact]
    public void A_region_is_copied_at_its_own_size_in_either_colour_order()
    {
        var frame = MemoryFrame.Paint(4, 3, (x, y, channel) => (byte)((100 * channel) + (10 * y) + x));
        var pixels = new byte[2 * 1 * 3];
        frame.CropInto(new(1, 2, 2, 1), pixels, ColorOrder.Rgb);
        Assert.Equal([21, 121, 221, 22, 122, 222], pixels);
        frame.CropInto(new(1, 2, 2, 1), pixels, ColorOrder.Bgr);
        Assert.Equal([221, 121, 21, 222, 122, 22], pixels);
    }

    private static MemoryFrame Small() => new(new byte[12], 2, 2);
}
