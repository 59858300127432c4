namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>A quantised model.</summary>
/// <param name="File">ONNX file with <c>QuantizeLinear</c>/<c>DequantizeLinear</c> pairs; run with <c>session.disable_quant_qdq=1</c> it computes in float32 what integers can hold.</param>
/// <param name="Layers">All layers with weights, in the graph's order.</param>
/// <param name="WideLayers">Those with 16 bits.</param>
/// <param name="Folded">Batch normalisations folded into convolutions.</param>
/// <param name="Activations">Activations that are quantised.</param>
public sealed record QuantisedModel(byte[] File, IReadOnlyList<LayerName> Layers, IReadOnlyList<LayerName> WideLayers, int Folded, int Activations);
