using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>A box before overlapping ones are dropped.</summary>
/// <param name="Box">Box, px of the detector's input.</param>
/// <param name="Score">Probability, in [0, 1].</param>
/// <param name="Level">Which of the detector's levels it comes from.</param>
/// <param name="Anchor">Its row in that level's outputs.</param>
internal readonly record struct Candidate(FaceBox Box, float Score, int Level, int Anchor);
