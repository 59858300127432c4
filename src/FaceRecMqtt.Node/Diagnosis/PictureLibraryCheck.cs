using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether still pictures can be read.</summary>
internal static class PictureLibraryCheck
{
    /// <summary>Loads OpenCV as the node would.</summary>
    public static Finding Look() => OpenCvLibrary.Problem() is { } problem
        ? Finding.Warn("still pictures", "OpenCV cannot be loaded: no enrolment from pictures, no snapshots, no folders of pictures", problem)
        : Finding.Ok("still pictures", "OpenCV is there");
}
