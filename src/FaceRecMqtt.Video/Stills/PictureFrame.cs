using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Decoding;
using OpenCvSharp;

namespace FaceRecMqtt.Video.Stills;

/// <summary>A still picture, upright, 8-bit BGR inside.</summary>
public sealed class PictureFrame : Frame
{
    private readonly Mat _bgr;
    private readonly Lazy<Mat> _luma;

    /// <summary>Takes the picture over.</summary>
    /// <param name="bgr">8-bit, three channels; disposed with the frame.</param>
    /// <param name="time">Stamps the frame.</param>
    internal PictureFrame(Mat bgr, TimeProvider time)
    {
        _bgr = bgr;
        _luma = new(() => _bgr.CvtColor(ColorConversionCodes.BGR2GRAY));
        CapturedAt = time.GetUtcNow();
        CapturedTimestamp = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public override int Width => _bgr.Width;

    /// <inheritdoc/>
    public override int Height => _bgr.Height;

    /// <inheritdoc/>
    public override unsafe LumaPlane Luma
    {
        get
        {
            var luma = _luma.Value;
            var stride = (int)luma.Step();
            return new(new ReadOnlySpan<byte>(luma.DataPointer, stride * Height), Width, Height, stride);
        }
    }

    /// <inheritdoc/>
    public override unsafe void ScaleInto(PixelRect region, Span<byte> destination, int width, int height, int stride, ColorOrder order)
    {
        FrameRegion.Check(this, region, destination.Length, width, height, stride);
        fixed (byte* to = destination)
        {
            using var part = new Mat(_bgr, new Rect(region.X, region.Y, region.Width, region.Height));
            using var result = Mat.FromPixelData(height, width, MatType.CV_8UC3, (IntPtr)to, stride);
            var shrinks = width < region.Width || height < region.Height;
            Cv2.Resize(part, result, new Size(width, height), 0, 0, shrinks ? InterpolationFlags.Area : InterpolationFlags.Linear);
            if (order == ColorOrder.Rgb)
            {
                Cv2.CvtColor(result, result, ColorConversionCodes.BGR2RGB);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        if (_luma.IsValueCreated)
        {
            _luma.Value.Dispose();
        }

        _bgr.Dispose();
    }
}
