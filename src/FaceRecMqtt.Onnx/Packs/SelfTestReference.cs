namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A face and what the pack's published recogniser makes of it, kept losslessly when the pack was fetched.</summary>
/// <param name="Crop">Aligned colour crop, interleaved RGB, <c>[112, 112, 3]</c>; its embedding with red and blue exchanged has a cosine of at most 0.90 to its own.</param>
/// <param name="Raw">Embedding before normalisation by the published model on a plain float32 session, <c>[Length]</c>.</param>
public sealed record SelfTestReference(byte[] Crop, float[] Raw);
