namespace FaceRecMqtt.Onnx.Graph;

/// <summary>Field numbers of <c>GraphProto</c> in onnx.proto, ONNX 1.x.</summary>
internal static class GraphFields
{
    /// <summary>A <c>NodeProto</c>.</summary>
    public const int Node = 1;

    /// <summary>A <c>TensorProto</c>: a weight.</summary>
    public const int Initializer = 5;

    /// <summary>A <c>ValueInfoProto</c>: an input.</summary>
    public const int Input = 11;

    /// <summary>A <c>ValueInfoProto</c>: an output.</summary>
    public const int Output = 12;
}
