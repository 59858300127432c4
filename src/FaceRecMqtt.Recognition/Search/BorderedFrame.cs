using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Search;

/// <summary>A picture with a black border around it, for detectors that miss a face which fills the picture from edge to edge.</summary>
/// <remarks>The picture is borrowed: it must outlive this view, and disposing the view leaves it alone. Not for the hot path.</remarks>
internal sealed class BorderedFrame : Frame
{
    private readonly Frame _picture;
    private readonly int _border;
    private byte[]? _luma;

    /// <param name="picture">Borrowed.</param>
    /// <param name="border">Width of the border on every side, px, not negative.</param>
    public BorderedFrame(Frame picture, int border)
    {
        (_picture, _border) = (picture, border);
        (CapturedAt, CapturedTimestamp, DecodeTime) = (picture.CapturedAt, picture.CapturedTimestamp, picture.DecodeTime);
    }

    public override int Width => _picture.Width + (2 * _border);

    public override int Height => _picture.Height + (2 * _border);

    public override LumaPlane Luma => new(_luma ??= CopyLuma(), Width, Height, Width);

    public override void ScaleInto(PixelRect region, Span<byte> destination, int width, int height, int stride, ColorOrder order)
    {
        if (region.IsEmpty || region.ClipTo(Width, Height) != region)
        {
            throw new ArgumentException($"{region} leaves the {Width} × {Height} px picture.", nameof(region));
        }

        for (var row = 0; row < height; row++)
        {
            destination.Slice(row * stride, 3 * width).Clear();
        }

        var inside = new PixelRect(region.X - _border, region.Y - _border, region.Width, region.Height).ClipTo(_picture.Width, _picture.Height);
        if (inside.IsEmpty)
        {
            return;
        }

        var (left, right) = Place(inside.X + _border - region.X, inside.Width, width, region.Width);
        var (top, bottom) = Place(inside.Y + _border - region.Y, inside.Height, height, region.Height);
        _picture.ScaleInto(inside, destination[((top * stride) + (3 * left))..], right - left, bottom - top, stride, order);
    }

    protected override void Release()
    {
        // The picture belongs to whoever made this view.
    }

    // To whole pixels of the result: off by half of one at most.
    private static (int First, int End) Place(int at, int length, int result, int region)
    {
        var first = Math.Min((int)Math.Round((double)at * result / region), result - 1);
        return (first, Math.Clamp((int)Math.Round((double)(at + length) * result / region), first + 1, result));
    }

    private byte[] CopyLuma()
    {
        var copy = new byte[Width * Height];
        for (var row = 0; row < _picture.Height; row++)
        {
            _picture.Luma.Row(row).CopyTo(copy.AsSpan(((row + _border) * Width) + _border));
        }

        return copy;
    }
}
