namespace FaceRecMqtt.Evaluation.Calibration;

/// <summary>Whether a calibration came to something.</summary>
public enum CalibrationVerdict
{
    /// <summary>There are limits to propose.</summary>
    Proposed,

    /// <summary>Too few people or samples.</summary>
    TooFew,

    /// <summary>People are as like others as themselves: no threshold parts them.</summary>
    Overlapping,
}
