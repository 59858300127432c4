namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>What an output of a model reached on calibration pictures.</summary>
/// <param name="Name">The output.</param>
/// <param name="Rows">Its values divided by its channels.</param>
/// <param name="Channels">Its last dimension.</param>
/// <param name="Low">Lowest value seen.</param>
/// <param name="High">Highest value seen.</param>
public sealed record OutputRange(string Name, int Rows, int Channels, float Low, float High);
