using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Tests.Support;

/// <summary>A frame of RGB pixels in memory, scaled plainly: exact box coverage when it shrinks, bilinear between pixel centres when it grows.</summary>
internal sealed class MemoryFrame : Frame
{
    private readonly byte[] _rgb;
    private readonly byte[] _luma;

    /// <param name="rgb">Interleaved RGB, <c>[height, width, 3]</c>; kept.</param>
    /// <param name="width">Width, px.</param>
    /// <param name="height">Height, px.</param>
    /// <param name="capturedAt">Capture time.</param>
    public MemoryFrame(byte[] rgb, int width, int height, DateTimeOffset capturedAt = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, width * height * 3);
        (_rgb, Width, Height, CapturedAt) = (rgb, width, height, capturedAt);
        _luma = new byte[width * height];
        for (var i = 0; i < _luma.Length; i++)
        {
            _luma[i] = (byte)(((77 * rgb[3 * i]) + (150 * rgb[(3 * i) + 1]) + (29 * rgb[(3 * i) + 2]) + 128) >> 8);
        }
    }

    public override int Width { get; }

    public override int Height { get; }

    public override LumaPlane Luma => new(_luma, Width, Height, Width);

    /// <summary>Capture time on the monotonic clock.</summary>
    public long Timestamp
    {
        get => CapturedTimestamp;
        init => CapturedTimestamp = value;
    }

    /// <summary>Whether the last reference is gone.</summary>
    public bool IsReleased { get; private set; }

    public ReadOnlySpan<byte> Rgb => _rgb;

    /// <summary>A frame whose pixels come from a function of x, y and channel.</summary>
    public static MemoryFrame Paint(int width, int height, Func<int, int, int, byte> color)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < rgb.Length; i++)
        {
            rgb[i] = color(i / 3 % width, i / 3 / width, i % 3);
        }

        return new MemoryFrame(rgb, width, height);
    }

    public override void ScaleInto(PixelRect region, Span<byte> destination, int width, int height, int stride, ColorOrder order)
    {
        if (region.IsEmpty || region.ClipTo(Width, Height) != region)
        {
            throw new ArgumentException($"{region} leaves the {Width} × {Height} px frame.", nameof(region));
        }

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var source = order == ColorOrder.Rgb ? channel : 2 - channel;
                    destination[(y * stride) + (3 * x) + channel] = (byte)Math.Round(Sample(region, x, y, width, height, source));
                }
            }
        }
    }

    protected override void Release() => IsReleased = true;

    private double Sample(PixelRect region, int x, int y, int width, int height, int channel)
    {
        double sum = 0, weights = 0;
        var (firstX, lastX, stepX) = Reach(x, width, region.Width);
        var (firstY, lastY, stepY) = Reach(y, height, region.Height);
        for (var row = firstY; row <= lastY; row++)
        {
            for (var column = firstX; column <= lastX; column++)
            {
                var weight = Weight(x, column, stepX) * Weight(y, row, stepY);
                var fromX = region.X + Math.Clamp(column, 0, region.Width - 1);
                var fromY = region.Y + Math.Clamp(row, 0, region.Height - 1);
                sum += weight * _rgb[(((fromY * Width) + fromX) * 3) + channel];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static (int First, int Last, double Step) Reach(int at, int target, int source)
    {
        var step = (double)source / target;
        return step > 1
            ? ((int)Math.Floor(at * step), (int)Math.Ceiling((at + 1) * step) - 1, step)
            : ((int)Math.Floor(((at + 0.5) * step) - 0.5), (int)Math.Floor(((at + 0.5) * step) - 0.5) + 1, step);
    }

    private static double Weight(int at, int source, double step) => step > 1
        ? Math.Max(0, Math.Min(source + 1, (at + 1) * step) - Math.Max(source, at * step))
        : Math.Max(0, 1 - Math.Abs(((at + 0.5) * step) - 0.5 - source));
}
