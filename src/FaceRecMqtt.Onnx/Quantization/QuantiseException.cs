namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>A model cannot be quantised.</summary>
/// <param name="message">What stands against it and what helps.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class QuantiseException(string message, Exception? inner = null) : Exception(message, inner);
