using System.Numerics;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Faces.Alignment;

/// <summary>The part of a frame that a crop is made from, and how much of it the frame shrinks before the warp.</summary>
/// <remarks>
/// Edges lie on multiples of <paramref name="Shrink"/>, so that every shrunk pixel is the mean of a whole block and a face that moves by a pixel
/// is filtered on the same grid. At most <see cref="LargestSide"/> shrunk px a side.
/// </remarks>
/// <param name="Region">Region, frame px; inside the frame.</param>
/// <param name="Shrink">Frame px per shrunk px; 1 leaves the pixels alone.</param>
internal readonly record struct SourceArea(PixelRect Region, int Shrink)
{
    /// <summary>Beyond this a crop's pixel is a block larger than any face picture; such points are a fault.</summary>
    private const int LargestShrink = 256;

    /// <summary>112 px warped at 2 : 1 across the diagonal, and the neighbours of the outermost pixels.</summary>
    internal const int LargestSide = (int)(AlignedFace.Size * 2 * 1.4143) + 5;

    /// <summary>Width after shrinking, px.</summary>
    public int Width => Region.Width / Shrink;

    /// <summary>Height after shrinking, px.</summary>
    public int Height => Region.Height / Shrink;

    /// <summary>Finds the area under a crop.</summary>
    /// <param name="toFrame">From crop px to frame px.</param>
    /// <param name="width">Width of the frame, px.</param>
    /// <param name="height">Height of the frame, px.</param>
    /// <returns>Empty when the crop shows nothing of the frame, or blocks of more than 256 px.</returns>
    public static SourceArea Under(SimilarityTransform toFrame, int width, int height)
    {
        // Up to 2 : 1 bilinear sampling sees every pixel; beyond, whole blocks are averaged first and 1 to 1.5 : 1 is left to the warp.
        // The thousandth keeps 2 : 1 itself from going either way by a rounding.
        var shrink = Math.Ceiling(toFrame.Scale - 1e-3) - 1;
        if (!(shrink <= LargestShrink))
        {
            return default;
        }

        var block = Math.Max(1, (int)shrink);
        const float Last = AlignedFace.Size - 1;
        var (topLeft, topRight) = (toFrame.Apply(Vector2.Zero), toFrame.Apply(new(Last, 0)));
        var (bottomLeft, bottomRight) = (toFrame.Apply(new(0, Last)), toFrame.Apply(new(Last, Last)));
        var least = Vector2.Min(Vector2.Min(topLeft, topRight), Vector2.Min(bottomLeft, bottomRight));
        var most = Vector2.Max(Vector2.Max(topLeft, topRight), Vector2.Max(bottomLeft, bottomRight));
        var (left, right) = Blocks(least.X, most.X, block, width);
        var (top, bottom) = Blocks(least.Y, most.Y, block, height);
        return new(new(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top)), block);
    }

    /// <summary>From crop px to shrunk px of the area; whole numbers are pixel centres on both sides.</summary>
    /// <param name="toFrame">From crop px to frame px.</param>
    public SimilarityTransform ToShrunk(SimilarityTransform toFrame) => new(
        toFrame.A / Shrink,
        toFrame.B / Shrink,
        Shrunk(toFrame.Tx, Region.X),
        Shrunk(toFrame.Ty, Region.Y));

    // The centre of frame pixel x is x + ½ from the frame's edge: the half must be added before shrinking and taken off after.
    private float Shrunk(float shift, int origin) => (float)((((double)shift - origin + 0.5) / Shrink) - 0.5);

    // A bilinear sample reads the blocks whose centres lie left and right of it. A block that the frame's edge cuts is left out.
    private static (int First, int End) Blocks(float least, float most, int block, int size)
    {
        var whole = size / block;
        var first = Math.Floor(((least + 0.5) / block) - 0.5);
        var end = Math.Floor(((most + 0.5) / block) - 0.5) + 2;
        return ((int)Math.Clamp(first, 0, whole) * block, (int)Math.Clamp(end, 0, whole) * block);
    }
}
