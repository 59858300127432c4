using System.Numerics;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>Where a region of a frame lies in a detector's input: at the top left corner, <paramref name="Width"/> × <paramref name="Height"/> px.</summary>
/// <param name="Region">The region, frame px.</param>
/// <param name="Width">Its width in the input, px.</param>
/// <param name="Height">Its height in the input, px.</param>
internal readonly record struct InputFit(PixelRect Region, int Width, int Height)
{
    /// <summary>The region stretched over the whole input.</summary>
    internal static InputFit Stretched(PixelRect region, int width, int height) => new(region, width, height);

    /// <summary>The region as large as it fits at its own shape; the rest of the input is padding.</summary>
    internal static InputFit LetterBoxed(PixelRect region, int width, int height)
    {
        var scale = Math.Min((float)width / region.Width, (float)height / region.Height);
        return new(
            region,
            Math.Clamp((int)MathF.Round(region.Width * scale), 1, width),
            Math.Clamp((int)MathF.Round(region.Height * scale), 1, height));
    }

    /// <summary>A point of the input in frame px.</summary>
    internal Vector2 ToFrame(float x, float y) =>
        new(Region.X + (x * Region.Width / Width), Region.Y + (y * Region.Height / Height));

    /// <summary>A box of the input in frame px.</summary>
    internal FaceBox ToFrame(FaceBox box)
    {
        var from = ToFrame(box.X, box.Y);
        var to = ToFrame(box.Right, box.Bottom);
        return new(from.X, from.Y, to.X - from.X, to.Y - from.Y);
    }
}
