using OpenCvSharp;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Writes JPEG files, for snapshots.</summary>
public static class JpegEncoder
{
    private const int LowestQuality = 40;
    private const int SmallestSide = 8; // such a picture fits into every allowed limit
    private const int SmallestLimit = 1000;

    /// <summary>Encodes a picture so that it fits: first the quality falls to 40, then the picture shrinks by quarters.</summary>
    /// <param name="rgb">Interleaved RGB rows without gaps, at least <c>3 · width · height</c> bytes.</param>
    /// <param name="width">Width, px.</param>
    /// <param name="height">Height, px.</param>
    /// <param name="quality">First try, 1 to 100. Default 85.</param>
    /// <param name="maxBytes">Largest file, at least 1,000. Default 100,000.</param>
    /// <returns>The file; null when OpenCV is missing on this machine (<see cref="OpenCvLibrary.Problem"/> says what helps).</returns>
    /// <exception cref="ArgumentException">The buffer is too short, a size is not positive or the limit too small.</exception>
    public static byte[]? Encode(ReadOnlySpan<byte> rgb, int width, int height, int quality = 85, int maxBytes = 100_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, SmallestLimit);
        if (width < 1 || height < 1 || rgb.Length < 3L * width * height)
        {
            throw new ArgumentException($"{rgb.Length} bytes are no {width}×{height} RGB picture.", nameof(rgb));
        }

        try
        {
            return EncodeFitting(rgb, width, height, Math.Clamp(quality, 1, 100), maxBytes);
        }
        catch (Exception e) when (OpenCvLibrary.IsMissing(e))
        {
            return null;
        }
    }

    private static unsafe byte[] EncodeFitting(ReadOnlySpan<byte> rgb, int width, int height, int quality, int maxBytes)
    {
        fixed (byte* pixels = rgb)
        {
            using var source = Mat.FromPixelData(height, width, MatType.CV_8UC3, (IntPtr)pixels, 3L * width);
            using var picture = source.CvtColor(ColorConversionCodes.RGB2BGR);
            while (true)
            {
                var file = picture.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
                if (file.Length <= maxBytes || (quality <= LowestQuality && Math.Max(picture.Width, picture.Height) <= SmallestSide))
                {
                    return file;
                }

                if (quality > LowestQuality)
                {
                    quality = Math.Max(LowestQuality, quality - 15);
                }
                else
                {
                    Cv2.Resize(picture, picture, new Size(Math.Max(1, picture.Width * 3 / 4), Math.Max(1, picture.Height * 3 / 4)), 0, 0, InterpolationFlags.Area);
                }
            }
        }
    }
}
