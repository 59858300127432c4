using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Video.Support;

namespace FaceRecMqtt.Tests.Video.Decoding;

public sealed class RotationTests
{
    [Theory]
    [InlineData("yuv420p", 0)]
    [InlineData("yuv420p", 90)]
    [InlineData("yuv420p", 180)]
    [InlineData("yuv420p", 270)]
    [InlineData("yuv422p", 90)]
    [InlineData("yuv444p", 270)]
    public void A_picture_is_turned_as_its_file_says(string format, int clockwise)
    {
        // Red at the top left, blue at the bottom right, dark elsewhere.
        var plain = Clip.Make(
            ".mp4",
            [
                "-f", "lavfi", "-i", "color=black:size=96x64:rate=5:duration=1,drawbox=x=0:y=0:w=32:h=32:color=red:t=fill,drawbox=x=64:y=32:w=32:h=32:color=blue:t=fill",
                "-c:v", "libx264", "-preset", "ultrafast", "-qp", "4", "-pix_fmt", format,
            ]);
        // FFmpeg's option counts the other way round.
        var turned = Clip.Make(".mp4", ["-i", plain, "-c", "copy", "-metadata:s:v:0", $"rotate={(360 - clockwise) % 360}"]);
        using var reading = new Reading(turned).Open();
        using var frame = reading.Frame();

        var upright = clockwise % 180 == 0;
        Assert.Equal(upright ? (96, 64) : (64, 96), (frame.Width, frame.Height));
        Assert.Equal((frame.Width, frame.Height), (reading.Source.Facts!.Width, reading.Source.Facts.Height));
        AssertMostly(0, frame, Turned(8, 8, clockwise));
        AssertMostly(2, frame, Turned(88, 56, clockwise));
    }

    private static (int X, int Y) Turned(int x, int y, int clockwise) => clockwise switch
    {
        90 => (63 - y, x),
        180 => (95 - x, 63 - y),
        270 => (y, 95 - x),
        _ => (x, y),
    };

    private static void AssertMostly(int channel, Frame frame, (int X, int Y) at)
    {
        var pixel = new byte[3];
        frame.CropInto(new(at.X, at.Y, 1, 1), pixel, ColorOrder.Rgb);
        Assert.True(pixel[channel] > 200 && pixel.Sum(level => level) < 320, $"{at}: {string.Join(' ', pixel)}");
    }
}
