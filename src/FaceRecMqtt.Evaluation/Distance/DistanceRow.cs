namespace FaceRecMqtt.Evaluation.Distance;

/// <summary>How well a model knows people whose faces are of one size.</summary>
/// <param name="FacePx">Width to which the aligned crop was shrunk, px.</param>
/// <param name="Probes">Faces of enrolled people that were tried.</param>
/// <param name="Matched">Of these, accepted as who they are.</param>
/// <param name="Nearest">Of these, nearest to who they are, accepted or not.</param>
/// <param name="Wrong">Faces, strangers' too, accepted as somebody else.</param>
/// <param name="MeanGenuine">Mean similarity to the best sample of the same person; NaN without probes.</param>
/// <param name="MaxImpostor">Highest similarity to a sample of anybody else, strangers' faces included.</param>
/// <param name="MeanPreNorm">Mean length of the embeddings before normalisation, of enrolled people's faces.</param>
public sealed record DistanceRow(int FacePx, int Probes, int Matched, int Nearest, int Wrong, float MeanGenuine, float MaxImpostor, float MeanPreNorm);
