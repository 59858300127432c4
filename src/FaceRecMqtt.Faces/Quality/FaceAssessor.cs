using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Faces.Quality;

/// <summary>Says what a look at a face is worth. Holds no state besides its thresholds: safe on any thread, allocates nothing.</summary>
/// <param name="thresholds">Where the grades begin.</param>
public sealed class FaceAssessor(QualityThresholds thresholds)
{
    /// <summary>The best grade a look can still get, from its detection alone; what is poor here need not be aligned.</summary>
    /// <param name="detection">Box and points, frame px.</param>
    public FaceGrade BestGrade(in FaceDetection detection) =>
        Grade(detection.Box.Width, detection.Score, HeadPose.From(detection.Landmarks), sharpness: 1);

    /// <summary>Measures a look.</summary>
    /// <param name="detection">Box and points, frame px.</param>
    /// <param name="crop">The aligned crop, interleaved RGB, <c>[112, 112, 3]</c>.</param>
    /// <exception cref="ArgumentException">The crop has another size.</exception>
    public FaceQuality Assess(in FaceDetection detection, ReadOnlySpan<byte> crop)
    {
        if (crop.Length != AlignedFace.Bytes)
        {
            throw new ArgumentException($"A crop has {AlignedFace.Bytes} bytes, not {crop.Length}.", nameof(crop));
        }

        var pose = HeadPose.From(detection.Landmarks);
        var sharpness = Sharpness.Of(crop);
        return new(
            Whole(detection.Box.Width),
            sharpness,
            Whole(pose.Yaw),
            Whole(pose.Pitch),
            Whole(pose.Roll),
            detection.Score,
            Grade(detection.Box.Width, detection.Score, pose, sharpness));
    }

    // Asked as "reaches", never as "misses", so that a number that is none is poor.
    private FaceGrade Grade(float width, float score, HeadPose pose, float sharpness)
    {
        var (yaw, pitch) = (Math.Abs(pose.Yaw), Math.Abs(pose.Pitch));
        var isUsable = width >= thresholds.PoorFacePx && score >= thresholds.PoorScore && sharpness >= thresholds.PoorSharpness
            && yaw <= thresholds.PoorYaw && pitch <= thresholds.PoorPitch;
        var isGood = width >= thresholds.GoodFacePx && score >= thresholds.GoodScore && sharpness >= thresholds.GoodSharpness
            && yaw <= thresholds.GoodYaw && pitch <= thresholds.GoodPitch;
        return !isUsable ? FaceGrade.Poor : isGood ? FaceGrade.Good : FaceGrade.Fair;
    }

    private static int Whole(float value) => (int)MathF.Round(value);
}
