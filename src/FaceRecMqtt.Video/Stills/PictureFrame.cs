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
    /// <param name="capturedAt">When its bytes were there, on the wall clock.</param>
    /// <param name="capturedTimestamp">The same moment, monotonic.</param>
    /// <param name="decodeTime">What decoding took.</param>
    internal PictureFrame(Mat bgr, DateTimeOffset capturedAt, long capturedTimestamp, TimeSpan decodeTime)
    {
        _bgr = bgr;
        _luma = new(() => _bgr.CvtColor(ColorConversionCodes.BGR2GRAY));
        CapturedAt = capturedAt;
        CapturedTimestamp = capturedTimestamp;
        DecodeTime = decodeTime;
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
