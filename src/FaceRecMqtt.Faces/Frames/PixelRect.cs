namespace FaceRecMqtt.Faces.Frames;

/// <summary>A rectangle of whole pixels: origin top-left, right and bottom edges exclusive.</summary>
/// <param name="X">Left edge, px.</param>
/// <param name="Y">Top edge, px.</param>
/// <param name="Width">Width, px.</param>
/// <param name="Height">Height, px.</param>
public readonly record struct PixelRect(int X, int Y, int Width, int Height)
{
    /// <summary>First column to the right of the rectangle, px.</summary>
    public int Right => X + Width;

    /// <summary>First row below the rectangle, px.</summary>
    public int Bottom => Y + Height;

    /// <summary>Whether no pixel lies inside.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The part that lies inside a picture of <paramref name="width"/> × <paramref name="height"/> px; empty when there is none.</summary>
    public PixelRect ClipTo(int width, int height)
    {
        var left = Math.Clamp(X, 0, width);
        var top = Math.Clamp(Y, 0, height);
        return new(left, top, Math.Max(0, Math.Clamp(Right, 0, width) - left), Math.Max(0, Math.Clamp(Bottom, 0, height) - top));
    }

    /// <summary>The rectangle moved, as little as it takes, to lie inside a picture of <paramref name="width"/> × <paramref name="height"/> px; cut where it is larger.</summary>
    public PixelRect MoveInto(int width, int height)
    {
        var (fittingWidth, fittingHeight) = (Math.Min(Width, width), Math.Min(Height, height));
        return new(Math.Clamp(X, 0, width - fittingWidth), Math.Clamp(Y, 0, height - fittingHeight), fittingWidth, fittingHeight);
    }
}
