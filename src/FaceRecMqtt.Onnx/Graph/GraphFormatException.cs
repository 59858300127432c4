namespace FaceRecMqtt.Onnx.Graph;

/// <summary>A file is no ONNX model, or one of a kind that is not read.</summary>
/// <param name="message">What was found.</param>
internal sealed class GraphFormatException(string message) : Exception(message);
