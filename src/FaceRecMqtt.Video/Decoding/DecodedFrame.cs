using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Interop;

namespace FaceRecMqtt.Video.Decoding;

/// <summary>A picture in the decoder's own YUV memory, held by reference. Comes from a <see cref="FramePool"/> and returns there.</summary>
internal sealed class DecodedFrame : Frame
{
    private readonly FramePool _pool;
    private int _width;
    private int _height;

    internal DecodedFrame(FramePool pool)
    {
        _pool = pool;
        Handle = MediaLibrary.fr_frame_new();
        if (Handle.IsInvalid)
        {
            Handle.Dispose();
            throw new MediaException("No memory for a frame.");
        }
    }

    public override int Width => _width;

    public override int Height => _height;

    internal FrameHandle Handle { get; }

    public override unsafe LumaPlane Luma
    {
        get
        {
            var pixels = MediaLibrary.fr_frame_luma(Handle, out var stride);
            return new(new ReadOnlySpan<byte>(pixels, (stride * (_height - 1)) + _width), _width, _height, stride);
        }
    }

    public override unsafe void ScaleInto(PixelRect region, Span<byte> destination, int width, int height, int stride, ColorOrder order)
    {
        FrameRegion.Check(this, region, destination.Length, width, height, stride);
        fixed (byte* to = destination)
        {
            var status = MediaLibrary.fr_frame_scale(
                Handle, region.X, region.Y, region.Width, region.Height, to, width, height, stride, order == ColorOrder.Bgr ? 1 : 0);
            if (status != NativeStatus.Ok)
            {
                throw new MediaException($"Scaling {region} of a {_width}×{_height} picture to {width}×{height} failed: {status}.");
            }
        }
    }

    /// <summary>Makes the frame the owner of the picture that was just read into its handle.</summary>
    internal void Show(in NativePictureInfo info, DateTimeOffset capturedAt, long capturedTimestamp)
    {
        _width = info.Width;
        _height = info.Height;
        CapturedAt = capturedAt;
        CapturedTimestamp = capturedTimestamp;
        DecodeTime = TimeSpan.FromMicroseconds(info.DecodeNs / 1000.0);
        Revive();
    }

    protected override void Release()
    {
        // The decoder gets its memory back at once, not when the frame is used again.
        MediaLibrary.fr_frame_clear(Handle);
        _pool.Return(this);
    }
}
