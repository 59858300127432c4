using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Makes JPEG files of parts of a picture. Not for several threads at once.</summary>
internal sealed class SnapshotPicture
{
    private const int LongestSide = 640;

    private byte[] _pixels = [];

    /// <summary>A part of a picture as JPEG of at most 100 kB, shrunk to 640 px where it is larger.</summary>
    /// <param name="picture">Borrowed for the call.</param>
    /// <param name="part">Which part, px; cut where it leaves the picture.</param>
    /// <returns>The file; null when the part lies outside or OpenCV is missing on this machine.</returns>
    public byte[]? Of(Frame picture, PixelRect part)
    {
        part = part.ClipTo(picture.Width, picture.Height);
        if (part.IsEmpty)
        {
            return null;
        }

        var shrink = Math.Min(1, (double)LongestSide / Math.Max(part.Width, part.Height));
        var (width, height) = (Math.Max(1, (int)(part.Width * shrink)), Math.Max(1, (int)(part.Height * shrink)));
        if (_pixels.Length < 3 * width * height)
        {
            _pixels = new byte[3 * width * height];
        }

        picture.ScaleInto(part, _pixels, width, height, 3 * width, ColorOrder.Rgb);
        return JpegEncoder.Encode(_pixels, width, height);
    }
}
