namespace FaceRecMqtt.Hailo.SelfTest;

/// <summary>A face and what the float32 model, of which a HEF was compiled, makes of it.</summary>
/// <param name="Crop">Aligned colour crop, interleaved RGB, <c>[112, 112, 3]</c>; with red and blue exchanged the model takes it for somebody else (cosine 0.90 at most).</param>
/// <param name="Raw">Embedding before normalisation, <c>[Length]</c>.</param>
public sealed record HailoReference(byte[] Crop, float[] Raw);
