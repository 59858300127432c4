namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>How many bits activations (a) and weights (w) get; the names are those of Hailo's <c>precision_mode</c>.</summary>
public enum PrecisionMode
{
    /// <summary>8 bits everywhere.</summary>
    A8W8,

    /// <summary>8 bits for activations, 4 for weights: what a compiler offers to make a large network fit. Costs a face recogniser most of its reach.</summary>
    A8W4,

    /// <summary>16 bits everywhere.</summary>
    A16W16,

    /// <summary>16 bits for some layers, 8 for the rest.</summary>
    Selective,
}
