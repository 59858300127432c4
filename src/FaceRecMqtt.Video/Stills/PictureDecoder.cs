using OpenCvSharp;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Decodes JPEG, PNG, WebP, BMP and GIF files that users send.</summary>
/// <remarks>Turned as EXIF says; grey becomes colour, an alpha channel is left out, 16 bits become 8. OpenCV is loaded on first use.</remarks>
public static class PictureDecoder
{
    private static readonly PictureLimits Default = new();

    /// <summary>Decodes one picture.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="time">Stamps the frame with the moment before decoding.</param>
    /// <param name="limits">Largest picture; null for the defaults.</param>
    public static PictureResult Decode(ReadOnlySpan<byte> file, TimeProvider time, PictureLimits? limits = null)
    {
        limits ??= Default;
        if (file.IsEmpty)
        {
            return Refuse(PictureProblem.Empty, "The picture is empty.");
        }

        if (PictureHeader.Read(file) is not { } header)
        {
            return Refuse(PictureProblem.NotAPicture, "This is not a JPEG, PNG, WebP, BMP or GIF picture.");
        }

        if (header.Width > limits.MaxSide || header.Height > limits.MaxSide || header.Width * header.Height > limits.MaxPixels)
        {
            return Refuse(
                PictureProblem.TooLarge,
                $"The picture has {header.Width}×{header.Height} px; at most {limits.MaxPixels / 1e6:0.#} megapixels and {limits.MaxSide} px a side are read.");
        }

        if (!header.IsWhole)
        {
            return Refuse(PictureProblem.Truncated, "The end of the picture is missing; send the whole file.");
        }

        return header.Width == 0 || header.Height == 0
            ? Refuse(PictureProblem.NotAPicture, $"The {header.Format} header is broken.")
            : Decode(file, header, time);
    }

    private static PictureResult Decode(ReadOnlySpan<byte> file, PictureHeader header, TimeProvider time)
    {
        var (capturedAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        try
        {
            OpenCvLibrary.Silence();
            var picture = Cv2.ImDecode(file, ImreadModes.Color);
            if (picture.Empty())
            {
                picture.Dispose();
                return Refuse(PictureProblem.NotAPicture, $"The {header.Format} picture is broken inside.");
            }

#pragma warning disable CA2000 // The caller owns the frame.
            return new PictureResult.Decoded(new PictureFrame(picture, capturedAt, began, time.GetElapsedTime(began)));
#pragma warning restore CA2000
        }
        catch (OpenCVException)
        {
            return Refuse(PictureProblem.NotAPicture, $"The {header.Format} picture is broken inside.");
        }
        catch (Exception e) when (OpenCvLibrary.IsMissing(e))
        {
            return Refuse(PictureProblem.Unavailable, OpenCvLibrary.Cure);
        }
    }

    private static PictureResult.Refused Refuse(PictureProblem problem, string text) => new(problem, text);
}
