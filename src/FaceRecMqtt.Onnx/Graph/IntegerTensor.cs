using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FaceRecMqtt.Onnx.Graph;

/// <summary>A tensor of integers, written as a <c>TensorProto</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Size along each axis; empty for a single value.</param>
/// <param name="Values">The values, row-major; each within the type's range.</param>
internal sealed record IntegerTensor(string Name, IntegerType Type, IReadOnlyList<long> Shape, long[] Values)
{
    /// <summary>An initializer of it.</summary>
    /// <exception cref="OverflowException">A value is outside the type's range.</exception>
    public WireField ToInitializer() => WireField.Of(GraphFields.Initializer, new WireMessage(
    [
        .. Shape.Select(size => WireField.Of(OnnxTensor.ShapeNumber, size)),
        WireField.Of(OnnxTensor.TypeNumber, (long)Type),
        WireField.Of(OnnxTensor.NameNumber, Name),
        WireField.Of(OnnxTensor.RawNumber, Raw()),
    ]).ToBytes());

    private byte[] Raw()
    {
        if (Type is IntegerType.Signed64)
        {
            return MemoryMarshal.AsBytes(Values.AsSpan()).ToArray();
        }

        if (Type is IntegerType.Unsigned8 or IntegerType.Signed8)
        {
            return Array.ConvertAll(Values, value => Type is IntegerType.Unsigned8 ? checked((byte)value) : unchecked((byte)checked((sbyte)value)));
        }

        var bytes = new byte[2 * Values.Length];
        for (var i = 0; i < Values.Length; i++)
        {
            var bits = Type is IntegerType.Unsigned16 ? checked((ushort)Values[i]) : unchecked((ushort)checked((short)Values[i]));
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), bits);
        }

        return bytes;
    }
}
