namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Inputs like those the model will see, by which the ranges of its activations are measured.</summary>
/// <param name="Shape">Shape of each, for example <c>[1, 3, 112, 112]</c>.</param>
/// <param name="Tensors">The inputs, normalised as the model wants them; at least one. May be made while they are read; read more than once.</param>
public sealed record CalibrationInputs(IReadOnlyList<long> Shape, IEnumerable<float[]> Tensors);
