using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>A picture of a face about to be stored.</summary>
/// <param name="Crop">Aligned crop, interleaved RGB, <c>[112, 112, 3]</c>; stored losslessly.</param>
/// <param name="Embedding">Its embedding by the model it is added for.</param>
/// <param name="Quality">What could be said of it.</param>
/// <param name="Source">Where it came from: <c>picture</c> or <c>camera:&lt;name&gt;</c>.</param>
public sealed record NewSample(ReadOnlyMemory<byte> Crop, FaceEmbedding Embedding, FaceQuality Quality, string Source);
