namespace FaceRecMqtt.Evaluation.Calibration;

/// <summary>Two people and how alike two of their samples are.</summary>
/// <param name="Person">Id.</param>
/// <param name="Other">Id.</param>
/// <param name="Similarity">In [-1, 1].</param>
public sealed record AlikePeople(string Person, string Other, float Similarity);
