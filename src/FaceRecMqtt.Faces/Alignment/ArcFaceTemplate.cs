using System.Numerics;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Faces.Alignment;

/// <summary>Where the five points of a face lie in the 112 × 112 px crop that recognisers were trained on.</summary>
/// <remarks>Source: InsightFace, <c>python-package/insightface/utils/face_align.py</c>, <c>arcface_dst</c>. Whole numbers are pixel centres.</remarks>
public static class ArcFaceTemplate
{
    /// <summary>Left eye, right eye, nose tip, left and right corner of the mouth, crop px.</summary>
    public static FaceLandmarks Landmarks { get; } = Make();

    private static FaceLandmarks Make()
    {
        FaceLandmarks points = default;
        points[0] = new Vector2(38.2946f, 51.6963f);
        points[1] = new Vector2(73.5318f, 51.5014f);
        points[2] = new Vector2(56.0252f, 71.7366f);
        points[3] = new Vector2(41.5493f, 92.3655f);
        points[4] = new Vector2(70.7299f, 92.2041f);
        return points;
    }
}
