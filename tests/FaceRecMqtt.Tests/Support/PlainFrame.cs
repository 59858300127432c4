using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Tests.Support;

/// <summary>RGB pixels in memory, scaled by taking the nearest one: fast, and allocates nothing.</summary>
internal sealed class PlainFrame(byte[] rgb, int width, int height) : Frame
{
    public override int Width => width;

    public override int Height => height;

    public override LumaPlane Luma => throw new NotSupportedException("A detector looks at colours.");

    /// <summary>The regions that were scaled, where a test asks for them.</summary>
    public List<PixelRect>? Looked { get; set; }

    public override void ScaleInto(PixelRect region, Span<byte> destination, int toWidth, int toHeight, int stride, ColorOrder order)
    {
        Assert.True(!region.IsEmpty && region.ClipTo(width, height) == region, "The region leaves the frame.");
        Looked?.Add(region);
        var (red, blue) = order == ColorOrder.Rgb ? (0, 2) : (2, 0);
        for (var y = 0; y < toHeight; y++)
        {
            var row = (region.Y + (y * region.Height / toHeight)) * width;
            for (var x = 0; x < toWidth; x++)
            {
                var from = 3 * (row + region.X + (x * region.Width / toWidth));
                var to = (y * stride) + (3 * x);
                destination[to + red] = rgb[from];
                destination[to + 1] = rgb[from + 1];
                destination[to + blue] = rgb[from + 2];
            }
        }
    }

    protected override void Release()
    {
    }
}
