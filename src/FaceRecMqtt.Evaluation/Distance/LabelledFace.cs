namespace FaceRecMqtt.Evaluation.Distance;

/// <summary>An aligned face of which somebody knows whose it is.</summary>
/// <param name="Person">Whose; null for a stranger who is not enrolled.</param>
/// <param name="Crop">Interleaved RGB, <c>[112, 112, 3]</c>.</param>
public sealed record LabelledFace(string? Person, ReadOnlyMemory<byte> Crop);
