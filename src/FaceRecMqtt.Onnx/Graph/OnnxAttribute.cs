namespace FaceRecMqtt.Onnx.Graph;

/// <summary>Attributes of nodes.</summary>
/// <remarks>Field numbers and types: <c>AttributeProto</c> of onnx.proto, ONNX 1.x.</remarks>
internal static class OnnxAttribute
{
    /// <summary>Field numbers that hold a <c>TensorProto</c>.</summary>
    public static readonly int[] TensorNumbers = [5, 10];

    /// <summary>Field numbers that hold a <c>GraphProto</c>.</summary>
    public static readonly int[] GraphNumbers = [6, 11];

    private const int Name = 1;
    private const int Integer = 3;
    private const int TensorNumber = 5;
    private const int Type = 20;
    private const long IntegerType = 2;
    private const long TensorType = 4;

    /// <summary>An integer.</summary>
    public static WireField Make(string name, long value) =>
        Make(name, WireField.Of(Integer, value), IntegerType);

    /// <summary>A tensor.</summary>
    public static WireField Make(string name, OnnxTensor tensor) =>
        Make(name, WireField.Of(TensorNumber, tensor.ToBytes()), TensorType);

    private static WireField Make(string name, WireField value, long type) => WireField.Of(
        OnnxNode.AttributeNumber, new WireMessage([WireField.Of(Name, name), value, WireField.Of(Type, type)]).ToBytes());
}
