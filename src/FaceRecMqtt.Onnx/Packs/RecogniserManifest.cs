using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A pack's recogniser.</summary>
/// <param name="File">Model file in the pack's folder.</param>
/// <param name="Input">Its input: an aligned 112 × 112 px face.</param>
/// <param name="Length">Values of an embedding.</param>
/// <param name="Gate">Trust by pre_norm.</param>
/// <param name="Threshold">Lowest cosine similarity that is accepted, in [-1, 1].</param>
/// <param name="Margin">Least lead over the runner-up, in [0, 2].</param>
public sealed record RecogniserManifest(string File, InputFormat Input, int Length, PreNormGate Gate, float Threshold, float Margin);
