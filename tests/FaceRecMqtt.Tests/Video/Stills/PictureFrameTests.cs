using CsCheck;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Video.Stills;

public sealed class PictureFrameTests
{
    [Fact]
    public void Scaling_equals_plain_arithmetic()
    {
        var random = new Random(3);
        var expected = MemoryFrame.Paint(61, 43, (_, _, _) => (byte)random.Next(256));
        using var picture = Pictures.Frame(Png(expected));
        var cuts =
            from x in Gen.Int[0, 50]
            from y in Gen.Int[0, 30]
            from w in Gen.Int[1, 61 - x]
            from h in Gen.Int[1, 43 - y]
            from shrink in Gen.Int[1, 6]
            from order in Gen.Bool
            select (Region: new PixelRect(x, y, w, h), Width: Math.Max(1, w / shrink), Height: Math.Max(1, h / shrink), Order: order ? ColorOrder.Bgr : ColorOrder.Rgb);
        cuts.Sample(
            cut =>
            {
                var (a, b) = (new byte[cut.Width * cut.Height * 3], new byte[cut.Width * cut.Height * 3]);
                expected.ScaleInto(cut.Region, a, cut.Width, cut.Height, 3 * cut.Width, cut.Order);
                picture.ScaleInto(cut.Region, b, cut.Width, cut.Height, 3 * cut.Width, cut.Order);
                for (var i = 0; i < a.Length; i++)
                {
                    Assert.True(Math.Abs(a[i] - b[i]) <= 2, $"byte {i}: {b[i]}, not {a[i]}");
                }
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void Brightness_is_that_of_the_colours()
    {
        var painted = MemoryFrame.Paint(33, 17, (x, y, channel) => (byte)((x * 7) + (y * 3) + (channel * 40)));
        using var picture = Pictures.Frame(Png(painted));

        for (var y = 0; y < 17; y++)
        {
            for (var x = 0; x < 33; x++)
            {
                Assert.InRange(picture.Luma.Row(y)[x], painted.Luma.Row(y)[x] - 1, painted.Luma.Row(y)[x] + 1);
            }
        }
    }

    [Fact]
    public void A_region_outside_is_refused()
    {
        using var picture = Pictures.Frame(Pictures.Encoded(".png"));

        Assert.Throws<ArgumentException>(() => picture.ScaleInto(new(39, 0, 2, 2), new byte[12], 2, 2, 6, ColorOrder.Rgb));
    }

    private static byte[] Png(MemoryFrame frame)
    {
        using var picture = OpenCvSharp.Mat.FromPixelData(frame.Height, frame.Width, OpenCvSharp.MatType.CV_8UC3, frame.Rgb.ToArray());
        using var bgr = picture.CvtColor(OpenCvSharp.ColorConversionCodes.RGB2BGR);
        return OpenCvSharp.Cv2.ImEncode(".png", bgr, out var file) ? file : [];
    }
}
