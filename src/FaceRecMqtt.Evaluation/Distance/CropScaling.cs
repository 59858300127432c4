using FaceRecMqtt.Faces.Alignment;

namespace FaceRecMqtt.Evaluation.Distance;

/// <summary>Shows an aligned face as if it had been further away: shrunk by area averaging as a lens and sensor do, enlarged bilinearly as alignment does.</summary>
public static class CropScaling
{
    private const int Size = AlignedFace.Size;
    private const int Channels = 3;

    /// <summary>Shrinks a crop and enlarges it again.</summary>
    /// <param name="crop">Interleaved RGB, <c>[112, 112, 3]</c>.</param>
    /// <param name="facePx">Width between, px, in [1, 112]; 112 changes nothing.</param>
    /// <returns>Interleaved RGB, <c>[112, 112, 3]</c>.</returns>
    public static byte[] Through(ReadOnlySpan<byte> crop, int facePx)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(facePx, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(facePx, Size);
        return facePx == Size ? crop[..AlignedFace.Bytes].ToArray() : Enlarged(Shrunk(crop, facePx), facePx);
    }

    // A camera hands on whole numbers, so the small picture is rounded too.
    private static byte[] Shrunk(ReadOnlySpan<byte> crop, int side)
    {
        var small = new byte[Channels * side * side];
        var step = (double)Size / side;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                for (var channel = 0; channel < Channels; channel++)
                {
                    small[(Channels * ((y * side) + x)) + channel] = (byte)Math.Round(Mean(crop, x * step, y * step, step, channel));
                }
            }
        }

        return small;
    }

    // Pixels count by the share of them that lies under the square.
    private static double Mean(ReadOnlySpan<byte> crop, double left, double top, double step, int channel)
    {
        double sum = 0, area = 0;
        for (var y = (int)top; y < Math.Min(Size, top + step); y++)
        {
            var high = Math.Min(y + 1, top + step) - Math.Max(y, top);
            for (var x = (int)left; x < Math.Min(Size, left + step); x++)
            {
                var part = high * (Math.Min(x + 1, left + step) - Math.Max(x, left));
                sum += part * crop[(Channels * ((y * Size) + x)) + channel];
                area += part;
            }
        }

        return sum / area;
    }

    private static byte[] Enlarged(byte[] small, int side)
    {
        var crop = new byte[AlignedFace.Bytes];
        for (var y = 0; y < Size; y++)
        {
            var (top, down) = Place(y, side);
            for (var x = 0; x < Size; x++)
            {
                var (left, right) = Place(x, side);
                for (var channel = 0; channel < Channels; channel++)
                {
                    double At(int row, int column) =>
                        small[(Channels * ((Math.Min(row, side - 1) * side) + Math.Min(column, side - 1))) + channel];
                    var upper = At(top, left) + (right * (At(top, left + 1) - At(top, left)));
                    var lower = At(top + 1, left) + (right * (At(top + 1, left + 1) - At(top + 1, left)));
                    crop[(Channels * ((y * Size) + x)) + channel] = (byte)Math.Round(upper + (down * (lower - upper)));
                }
            }
        }

        return crop;
    }

    // Pixel centres lie at halves; the rim repeats.
    private static (int Index, double Part) Place(int position, int side)
    {
        var at = Math.Clamp(((position + 0.5) * side / Size) - 0.5, 0, side - 1);
        return ((int)at, at - (int)at);
    }
}
