using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Video.Decoding;

/// <summary>The contract of <see cref="Frame.ScaleInto"/>, checked before any pixel is touched.</summary>
internal static class FrameRegion
{
    internal static void Check(Frame frame, PixelRect region, int length, int width, int height, int stride)
    {
        if (region.IsEmpty || region.X < 0 || region.Y < 0 || region.X > frame.Width - region.Width || region.Y > frame.Height - region.Height)
        {
            throw new ArgumentException($"{region} does not lie inside {frame.Width}×{frame.Height} px.", nameof(region));
        }

        if (width < 1 || height < 1 || stride < 3L * width || length < ((long)stride * (height - 1)) + (3L * width))
        {
            throw new ArgumentException($"{length} bytes with rows of {stride} cannot hold {width}×{height} px.", nameof(length));
        }
    }
}
