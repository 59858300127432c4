using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Faces.Alignment;

/// <summary>Makes the crop a recogniser expects from the full-resolution frame. One instance per thread; it owns a buffer it uses again.</summary>
/// <remarks>
/// Only the area under the crop is taken from the frame. Where the crop is less than half as large as the face, the frame shrinks that area first
/// by averaging whole blocks; a bilinear warp alone would skip pixels and alias. The buffer grows to at most 0.4 MB.
/// </remarks>
public sealed class FaceAligner
{
    private const int Rims = BilinearWarp.RimBefore + BilinearWarp.RimAfter;
    private const int Left = 3 * BilinearWarp.RimBefore;
    private const int Right = 3 * BilinearWarp.RimAfter;

    private byte[] _scratch = [];

    /// <summary>Cuts one face out, turned upright and scaled to the recogniser's template.</summary>
    /// <param name="frame">Borrowed for the call.</param>
    /// <param name="landmarks">Five points, frame px; whole numbers are pixel centres.</param>
    /// <param name="crop">Receives interleaved RGB, <c>[112, 112, 3]</c>; black where the frame ends. Untouched on false.</param>
    /// <returns>False when the points are degenerate or not finite, or when the crop would show nothing of the frame.</returns>
    /// <exception cref="ArgumentException"><paramref name="crop"/> is shorter than <see cref="AlignedFace.Bytes"/>.</exception>
    public bool TryAlign(Frame frame, in FaceLandmarks landmarks, Span<byte> crop)
    {
        if (crop.Length < AlignedFace.Bytes)
        {
            throw new ArgumentException($"A crop has {AlignedFace.Bytes} bytes, not {crop.Length}.", nameof(crop));
        }

        if (!SimilarityTransform.TryFit(landmarks, ArcFaceTemplate.Landmarks, out var toCrop))
        {
            return false;
        }

        var toFrame = toCrop.Inverse();
        var area = SourceArea.Under(toFrame, frame.Width, frame.Height);
        if (area.Region.IsEmpty)
        {
            return false;
        }

        var stride = 3 * (area.Width + Rims);
        var source = Scratch(stride * (area.Height + Rims));
        var inside = source.Slice((stride * BilinearWarp.RimBefore) + Left, (stride * (area.Height - 1)) + (3 * area.Width));
        frame.ScaleInto(area.Region, inside, area.Width, area.Height, stride, ColorOrder.Rgb);
        BlackenRims(source, stride);
        BilinearWarp.Into(source, area.Width, area.Height, stride, area.ToShrunk(toFrame), crop);
        return true;
    }

    private Span<byte> Scratch(int length)
    {
        if (_scratch.Length < length)
        {
            const int Largest = SourceArea.LargestSide + Rims;
            _scratch = new byte[Math.Min(Largest * Largest * 3, Math.Max(length, 2 * _scratch.Length))];
        }

        return _scratch.AsSpan(0, length);
    }

    private static void BlackenRims(Span<byte> source, int stride)
    {
        source[..(stride * BilinearWarp.RimBefore)].Clear();
        source[^(stride * BilinearWarp.RimAfter)..].Clear();
        // The rim right of a row and the one left of the next lie side by side.
        for (var end = stride; end < source.Length; end += stride)
        {
            source.Slice(end - Right, Right + Left).Clear();
        }
    }
}
