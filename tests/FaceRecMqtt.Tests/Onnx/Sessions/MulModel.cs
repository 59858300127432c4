using Google.Protobuf;

namespace FaceRecMqtt.Tests.Onnx.Sessions;

/// <summary>Writes a model of one node, <c>y = x · factor</c>, field by field as <c>onnx.proto</c> numbers them.</summary>
internal static class MulModel
{
    public static void Write(string path, float factor, params long[] shape)
    {
        var node = Message(o => Field(o, 1, "x"), o => Field(o, 1, "f"), o => Field(o, 2, "y"), o => Field(o, 4, "Mul"));
        var weight = Message(o => Number(o, 2, 1), o => Field(o, 8, "f"), o => Field(o, 9, BitConverter.GetBytes(factor)));
        var graph = Message(
            o => Field(o, 1, node),
            o => Field(o, 2, "g"),
            o => Field(o, 5, weight),
            o => Field(o, 11, Value("x", shape)),
            o => Field(o, 12, Value("y", shape)));
        var opset = Message(o => Number(o, 2, 13));
        File.WriteAllBytes(path, Message(o => Number(o, 1, 8), o => Field(o, 7, graph), o => Field(o, 8, opset)));
    }

    private static byte[] Value(string name, long[] shape)
    {
        var dimensions = Message([.. shape.Select<long, Action<CodedOutputStream>>(size => o => Field(o, 1, Message(d => Number(d, 1, size))))]);
        var tensor = Message(o => Number(o, 1, 1), o => Field(o, 2, dimensions));
        return Message(o => Field(o, 1, name), o => Field(o, 2, Message(t => Field(t, 1, tensor))));
    }

    private static byte[] Message(params Action<CodedOutputStream>[] fields)
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true))
        {
            Array.ForEach(fields, field => field(output));
        }

        return memory.ToArray();
    }

    private static void Field(CodedOutputStream output, int number, string text) => Field(output, number, System.Text.Encoding.UTF8.GetBytes(text));

    private static void Field(CodedOutputStream output, int number, byte[] bytes)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }

    private static void Number(CodedOutputStream output, int number, long value)
    {
        output.WriteTag(number, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }
}
