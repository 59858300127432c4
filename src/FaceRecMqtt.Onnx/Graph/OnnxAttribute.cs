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
    private const int Real = 2;
    private const int Integer = 3;
    private const int Text = 4;
    private const int TensorNumber = 5;
    private const int Type = 20;
    private const long IntegerType = 2;
    private const long TensorType = 4;

    private const int IntegerList = 8;

    /// <summary>Value of an integer attribute of a node.</summary>
    /// <param name="node">A <c>NodeProto</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="absent">The value where the node does not have it.</param>
    public static long ReadInteger(WireField node, string name, long absent) => Find(node, name) is { } found ? found.Find(Integer)?.Integer ?? 0 : absent;

    /// <summary>Value of a float32 attribute of a node.</summary>
    /// <param name="node">A <c>NodeProto</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="absent">The value where the node does not have it.</param>
    public static float ReadReal(WireField node, string name, float absent) =>
        Find(node, name) is { } found ? found.Find(Real) is { } real ? BitConverter.ToSingle(real.Payload.Span) : 0 : absent;

    /// <summary>Value of a text attribute of a node; null where the node does not have it.</summary>
    /// <param name="node">A <c>NodeProto</c>.</param>
    /// <param name="name">Its name.</param>
    public static string? ReadText(WireField node, string name) => Find(node, name)?.Find(Text)?.Text;

    /// <summary>Values of an attribute that lists integers; null where the node does not have it.</summary>
    /// <param name="node">A <c>NodeProto</c>.</param>
    /// <param name="name">Its name.</param>
    public static IReadOnlyList<long>? ReadIntegers(WireField node, string name) => Find(node, name) is { } found ? OnnxTensor.Integers(found.All(IntegerList)) : null;

    /// <summary>The node without an attribute.</summary>
    /// <param name="node">A <c>NodeProto</c>.</param>
    /// <param name="name">Its name.</param>
    public static WireField Without(WireField node, string name) => WireField.Of(
        GraphFields.Node,
        new WireMessage([.. WireMessage.Read(node.Payload).Fields.Where(field => field.Number != OnnxNode.AttributeNumber || NameOf(field) != name)]).ToBytes());

    /// <summary>An integer.</summary>
    public static WireField Make(string name, long value) =>
        Make(name, WireField.Of(Integer, value), IntegerType);

    /// <summary>A tensor.</summary>
    public static WireField Make(string name, OnnxTensor tensor) =>
        Make(name, WireField.Of(TensorNumber, tensor.ToBytes()), TensorType);

    private static WireField Make(string name, WireField value, long type) => WireField.Of(
        OnnxNode.AttributeNumber, new WireMessage([WireField.Of(Name, name), value, WireField.Of(Type, type)]).ToBytes());

    private static WireMessage? Find(WireField node, string name) => WireMessage.Read(node.Payload).All(OnnxNode.AttributeNumber)
        .Where(field => NameOf(field) == name).Select(field => WireMessage.Read(field.Payload)).FirstOrDefault();

    private static string? NameOf(WireField attribute) => WireMessage.Read(attribute.Payload).Find(Name)?.Text;
}
