namespace FaceRecMqtt.Faces.Alignment;

/// <summary>Samples a picture along a similarity transform into an aligned crop, bilinear, black outside, as <c>cv2.warpAffine</c> with its defaults.</summary>
internal static class BilinearWarp
{
    /// <summary>Width of the black rim the source must have on each side, px; it stands for everything outside.</summary>
    internal const int Rim = 1;

    private const int FractionBits = 16;
    private const int One = 1 << FractionBits;
    private const int WeightBits = 8;

    /// <summary>Fills a crop.</summary>
    /// <param name="source">Interleaved RGB, <c>[height + 2, stride]</c> with a black rim of one px all around.</param>
    /// <param name="width">Width without the rim, px, at most 4,096.</param>
    /// <param name="height">Height without the rim, px, at most 4,096.</param>
    /// <param name="stride">Distance between rows, bytes, at least <c>3 · (width + 2)</c>.</param>
    /// <param name="toSource">From crop px to source px, 0 being the first pixel inside the rim.</param>
    /// <param name="crop">Receives interleaved RGB, <c>[112, 112, 3]</c>.</param>
    internal static void Into(ReadOnlySpan<byte> source, int width, int height, int stride, SimilarityTransform toSource, Span<byte> crop)
    {
        // From the rim's pixel to just before the one on the other side, so that the right and lower neighbours always exist.
        var (lastX, lastY) = (((width + Rim) << FractionBits) - 1, ((height + Rim) << FractionBits) - 1);
        var (stepX, stepY) = (Fixed(toSource.A), Fixed(toSource.B));
        var at = 0;
        for (var y = 0; y < AlignedFace.Size; y++)
        {
            var u = Fixed(((double)-toSource.B * y) + toSource.Tx + Rim);
            var v = Fixed(((double)toSource.A * y) + toSource.Ty + Rim);
            for (var x = 0; x < AlignedFace.Size; x++, at += 3, u += stepX, v += stepY)
            {
                var (column, row) = (Math.Clamp(u, 0, lastX), Math.Clamp(v, 0, lastY));
                var across = (column & (One - 1)) >> (FractionBits - WeightBits);
                var down = (row & (One - 1)) >> (FractionBits - WeightBits);
                var from = ((row >> FractionBits) * stride) + (3 * (column >> FractionBits));
                var top = source.Slice(from, 6);
                var bottom = source.Slice(from + stride, 6);
                var pixel = crop.Slice(at, 3);
                pixel[0] = Mix(top[0], top[3], bottom[0], bottom[3], across, down);
                pixel[1] = Mix(top[1], top[4], bottom[1], bottom[4], across, down);
                pixel[2] = Mix(top[2], top[5], bottom[2], bottom[5], across, down);
            }
        }
    }

    private static int Fixed(double value) => (int)Math.Round(value * One);

    private static byte Mix(int topLeft, int topRight, int bottomLeft, int bottomRight, int across, int down)
    {
        var top = (topLeft << WeightBits) + ((topRight - topLeft) * across);
        var bottom = (bottomLeft << WeightBits) + ((bottomRight - bottomLeft) * across);
        return (byte)(((top << WeightBits) + ((bottom - top) * down) + (1 << ((2 * WeightBits) - 1))) >> (2 * WeightBits));
    }
}
