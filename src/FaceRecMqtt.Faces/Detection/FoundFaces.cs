namespace FaceRecMqtt.Faces.Detection;

/// <summary>From what a detector read off its outputs to the faces of a frame.</summary>
public static class FoundFaces
{
    /// <summary>Keeps the best detection of each face and places it in the frame. Allocates nothing.</summary>
    /// <param name="found">Detections in any order, input px; overwritten.</param>
    /// <param name="fit">How the region lies in the input.</param>
    /// <param name="frameWidth">Width of the frame, px; boxes are clipped to it, points are not.</param>
    /// <param name="frameHeight">Height of the frame, px.</param>
    /// <param name="maxOverlap">A larger intersection over union means the same face, in [0, 1].</param>
    /// <param name="faces">Receives the faces, best first; the weakest are dropped when it is full.</param>
    /// <returns>How many were written. Boxes of less than a pixel are left out.</returns>
    public static int Place(Span<FaceDetection> found, in LetterBox fit, int frameWidth, int frameHeight, float maxOverlap, Span<FaceDetection> faces)
    {
        var count = 0;
        foreach (ref readonly var face in found[..NonMaximumSuppression.Suppress(found, maxOverlap)])
        {
            var shown = fit.ToFrame(face);
            shown = shown with { Box = Clip(shown.Box, frameWidth, frameHeight) };
            if (count < faces.Length && shown.Box is { Width: >= 1, Height: >= 1 })
            {
                faces[count++] = shown;
            }
        }

        return count;
    }

    private static FaceBox Clip(FaceBox box, int width, int height)
    {
        var (left, top) = (Math.Clamp(box.X, 0, width), Math.Clamp(box.Y, 0, height));
        return new(left, top, Math.Clamp(box.Right, 0, width) - left, Math.Clamp(box.Bottom, 0, height) - top);
    }
}
