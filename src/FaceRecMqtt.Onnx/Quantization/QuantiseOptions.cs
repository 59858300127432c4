namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>How a model is quantised.</summary>
public sealed record QuantiseOptions
{
    /// <summary>Bits of activations and weights. Default 8.</summary>
    public PrecisionMode Mode { get; init; } = PrecisionMode.A8W8;

    /// <summary>
    /// Layers with 16 bits in <see cref="PrecisionMode.Selective"/>: a node's name, or its kind and number (<c>conv33</c>, <c>dw17</c>, <c>fc1</c>;
    /// see <see cref="LayerName"/>). Default empty: the last layer of each kind, as the compilation scripts of the system this continues did.
    /// </summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>How ranges of activations are chosen. Default the whole range.</summary>
    public RangeMethod Range { get; init; } = RangeMethod.MinMax;
}
