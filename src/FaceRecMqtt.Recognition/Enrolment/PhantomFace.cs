using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Tells small second faces of a picture that are none: a pattern that a detector took for a face at one scale only.</summary>
/// <remarks>
/// Looked at again in three times its size, a face is found again, whatever the detector and the scale of its scores. Measured: 124 faces in
/// pictures scaled by 0.5 to 4 are all found again, with RFB-320 (score 0.99 and more) and SCRFD; RFB-320's phantoms score 0.3 or less.
/// Only faces of at most a quarter of the main one's area are asked for: a larger second face is never passed over.
/// </remarks>
internal static class PhantomFace
{
    private const float LargestPart = 0.25f;
    private const float Around = 3;

    // The box of a face that is found again shifts a little.
    private const float SamePlace = 0.3f;

    private const int FacesPerLook = 32;

    /// <summary>Whether a second face is none.</summary>
    /// <param name="backend">Called on its own thread.</param>
    /// <param name="picture">Borrowed for the call.</param>
    /// <param name="face">The second face, px of the picture.</param>
    /// <param name="main">The face that is meant.</param>
    /// <param name="minimumScore">What the detector has to be sure of, in [0, 1].</param>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    public static bool Check(IInferenceBackend backend, Frame picture, FaceDetection face, in FaceDetection main, float minimumScore)
    {
        if (face.Box.Area > LargestPart * main.Box.Area)
        {
            return false;
        }

        var side = Around * Math.Max(face.Box.Width, face.Box.Height);
        var region = new PixelRect(
            (int)(face.Box.X + ((face.Box.Width - side) / 2)), (int)(face.Box.Y + ((face.Box.Height - side) / 2)), (int)side, (int)side)
            .ClipTo(picture.Width, picture.Height);
        var found = new FaceDetection[FacesPerLook];
        var count = backend.Detect(picture, region, minimumScore, found);
        return !found.Take(count).Any(again => again.Box.IntersectionOverUnion(face.Box) >= SamePlace);
    }
}
