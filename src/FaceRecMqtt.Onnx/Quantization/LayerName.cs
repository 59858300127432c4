namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>What a layer with weights is called.</summary>
/// <remarks>
/// Compilers rename layers: Hailo's count convolutions, depthwise convolutions and fully connected layers each for themselves
/// (<c>conv33</c>, <c>dw16</c>, <c>fc1</c>). The count here follows the ONNX graph; a compiler that splits or joins layers counts differently.
/// </remarks>
/// <param name="Node">Name of the node in the ONNX file, or of its output where it has none.</param>
/// <param name="Numbered">Kind and number.</param>
public sealed record LayerName(string Node, string Numbered)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Numbered} ({Node})";
}
