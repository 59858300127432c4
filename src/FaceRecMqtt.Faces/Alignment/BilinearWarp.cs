namespace FaceRecMqtt.Faces.Alignment;

/// <summary>Samples a picture along a similarity transform into an aligned crop, bilinear, black outside, as <c>cv2.warpAffine</c> with its defaults.</summary>
internal static class BilinearWarp
{
    /// <summary>Black columns left of the picture and black rows above it, px; they stand for everything outside.</summary>
    internal const int RimBefore = 1;

    /// <summary>Black columns right of the picture and black rows below it, px: a sample in the first of them still has neighbours to read.</summary>
    internal const int RimAfter = 2;

    private const int FractionBits = 16;
    private const int One = 1 << FractionBits;
    private const int WeightBits = 11;
    private const int HalfWeight = 1 << (FractionBits - WeightBits - 1);

    /// <summary>Fills a crop.</summary>
    /// <param name="source">Interleaved RGB, <c>[1 + height + 2, stride]</c> with the black rims.</param>
    /// <param name="width">Width without the rims, px, at most 4,096.</param>
    /// <param name="height">Height without the rims, px, at most 4,096.</param>
    /// <param name="stride">Distance between rows, bytes, at least <c>3 · (1 + width + 2)</c>.</param>
    /// <param name="toSource">From crop px to source px, 0 being the first pixel inside the rims.</param>
    /// <param name="crop">Receives interleaved RGB, <c>[112, 112, 3]</c>.</param>
    internal static void Into(ReadOnlySpan<byte> source, int width, int height, int stride, SimilarityTransform toSource, Span<byte> crop)
    {
        var (lastX, lastY) = ((width + RimBefore) << FractionBits, (height + RimBefore) << FractionBits);
        var (stepX, stepY) = (Fixed(toSource.A), Fixed(toSource.B));
        var at = 0;
        for (var y = 0; y < AlignedFace.Size; y++)
        {
            var u = Fixed(toSource.Tx - ((double)toSource.B * y) + RimBefore) + HalfWeight;
            var v = Fixed(toSource.Ty + ((double)toSource.A * y) + RimBefore) + HalfWeight;
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
