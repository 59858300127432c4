using System.Numerics;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Faces.Quality;

/// <summary>Which way a face looks, guessed from five points; good to about 10° up to 45°, a rough order beyond. Signs as in <see cref="FaceQuality"/>.</summary>
/// <remarks>
/// A head of mean proportions seen from afar: the nose tip stands 0.45 eye distances before the plane of eyes and mouth. Turning by an angle φ moves
/// it by 0.45·sin φ in that plane while the eyes (or eyes and mouth) come closer by cos φ, so the ratio of both is 0.45·tan φ. Looking straight ahead,
/// nose and mouth lie as in the recognisers' template. Source of the proportions: <see cref="Alignment.ArcFaceTemplate"/>; the 0.45 is anatomy's mean.
/// </remarks>
/// <param name="Yaw">Turn to the side, degrees, in [-90, 90].</param>
/// <param name="Pitch">Nod, degrees, in [-90, 90].</param>
/// <param name="Roll">Tilt, degrees, in [-180, 180].</param>
public readonly record struct HeadPose(float Yaw, float Pitch, float Roll)
{
    /// <summary>Nose tip before the plane of eyes and mouth, in eye distances.</summary>
    private const float NoseDepth = 0.45f;

    /// <summary>Nose tip before that plane, in distances from eyes to mouth: eye distance 35.2 px, eyes to mouth 40.7 px in the template.</summary>
    private const float NoseDepthDown = NoseDepth * 35.2f / 40.7f;

    /// <summary>Where between eyes (0) and mouth (1) the nose tip of the template lies.</summary>
    private const float NoseHeight = 0.495f;

    /// <summary>Guesses the pose.</summary>
    /// <param name="landmarks">Five points, px.</param>
    /// <returns>90° yaw and pitch for points that lie in one spot or are not finite: such a face is never frontal.</returns>
    public static HeadPose From(in FaceLandmarks landmarks)
    {
        var (leftEye, rightEye) = (landmarks[0], landmarks[1]);
        var eyeLine = rightEye - leftEye;
        var eyeDistance = eyeLine.Length();
        var across = eyeLine / eyeDistance;
        var down = new Vector2(-across.Y, across.X);
        var eyes = (leftEye + rightEye) / 2;
        var nose = landmarks[2] - eyes;
        var mouth = ((landmarks[3] + landmarks[4]) / 2) - eyes;
        var faceHeight = Vector2.Dot(mouth, down);
        var height = Vector2.Dot(nose, down) / faceHeight;
        var offset = Vector2.Dot(nose, across) - (Vector2.Dot(mouth, across) * height);
        var yaw = Degrees(MathF.Atan(offset / (eyeDistance * NoseDepth)));
        var pitch = Degrees(MathF.Atan((NoseHeight - height) / NoseDepthDown));
        return faceHeight > 0 && float.IsFinite(yaw) && float.IsFinite(pitch)
            ? new(yaw, pitch, Degrees(MathF.Atan2(eyeLine.Y, eyeLine.X)))
            : new(90, 90, 0);
    }

    private static float Degrees(float radians) => radians * 180 / MathF.PI;
}
