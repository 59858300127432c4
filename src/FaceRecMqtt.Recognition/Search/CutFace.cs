using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Search;

/// <summary>Tells boxes that a region's edge inside the picture cuts: the face lies whole in a neighbouring region, or is seen on another scale.</summary>
internal static class CutFace
{
    /// <summary>Whether a box touches an edge of its region that is no edge of the picture.</summary>
    /// <param name="box">px of the picture.</param>
    /// <param name="region">Where it was found.</param>
    /// <param name="picture">The picture.</param>
    public static bool Check(FaceBox box, PixelRect region, Frame picture) =>
        (region.X > 0 && box.X <= region.X + 1)
        || (region.Y > 0 && box.Y <= region.Y + 1)
        || (region.Right < picture.Width && box.Right >= region.Right - 1)
        || (region.Bottom < picture.Height && box.Bottom >= region.Bottom - 1);
}
