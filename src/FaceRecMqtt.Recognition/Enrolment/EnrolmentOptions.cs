namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>What a face must offer to be learned from.</summary>
public sealed record EnrolmentOptions
{
    /// <summary>Narrower faces are refused, px. Default 60.</summary>
    public int MinFacePx { get; init; } = 60;

    /// <summary>Less sharp faces are refused, in [0, 1]. Default 0.15.</summary>
    public float MinSharpness { get; init; } = 0.15f;

    /// <summary>Detections the detector is less sure of are left out, in [0, 1]. Default null: what the backend says.</summary>
    public float? MinDetectorScore { get; init; }
}
