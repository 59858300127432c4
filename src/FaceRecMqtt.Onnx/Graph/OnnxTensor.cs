using System.Runtime.InteropServices;
using Google.Protobuf;

namespace FaceRecMqtt.Onnx.Graph;

/// <summary>A float32 weight.</summary>
/// <remarks>Field numbers: <c>TensorProto</c> of onnx.proto, ONNX 1.x.</remarks>
/// <param name="Name">Its name; empty inside an attribute.</param>
/// <param name="Shape">Size along each axis.</param>
/// <param name="Values">The values, row-major.</param>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape, float[] Values)
{
    /// <summary>Field number of the element type.</summary>
    public const int TypeNumber = 2;

    /// <summary>Field number of values as a list of float32.</summary>
    public const int FloatsNumber = 4;

    /// <summary>Field number of values as raw little-endian bytes.</summary>
    public const int RawNumber = 9;

    /// <summary>Field number that says whether the values are in another file (1).</summary>
    public const int LocationNumber = 14;

    /// <summary>Element type float32.</summary>
    public const long Float32 = 1;

    /// <summary>Field number of a size along an axis.</summary>
    public const int ShapeNumber = 1;

    /// <summary>Field number of the name.</summary>
    public const int NameNumber = 8;

    /// <summary>Reads a float32 tensor.</summary>
    /// <returns>Null where it holds something else, or values that do not fill its shape.</returns>
    /// <exception cref="GraphFormatException">It is damaged.</exception>
    public static OnnxTensor? Read(ReadOnlyMemory<byte> payload)
    {
        var message = WireMessage.Read(payload);
        if (message.Find(TypeNumber)?.Integer != Float32)
        {
            return null;
        }

        var shape = Integers(message.All(ShapeNumber));
        byte[] bytes = message.Find(RawNumber) is { } raw
            ? raw.Payload.ToArray()
            : [.. message.All(FloatsNumber).SelectMany(field => field.Payload.ToArray())];
        var count = shape.Aggregate(1L, (product, size) => size is >= 0 and <= int.MaxValue ? Math.Min(product * size, int.MaxValue) : -1);
        return count * sizeof(float) == bytes.Length
            ? new(message.Find(NameNumber)?.Text ?? "", shape, MemoryMarshal.Cast<byte, float>(bytes).ToArray())
            : null;
    }

    /// <summary>Name of a tensor of any type.</summary>
    public static string NameOf(ReadOnlyMemory<byte> payload) => WireMessage.Read(payload).Find(NameNumber)?.Text ?? "";

    /// <summary>The <c>TensorProto</c>.</summary>
    public byte[] ToBytes() => new WireMessage(
    [
        .. Shape.Select(size => WireField.Of(ShapeNumber, size)),
        WireField.Of(TypeNumber, Float32),
        WireField.Of(NameNumber, Name),
        WireField.Of(RawNumber, MemoryMarshal.AsBytes(Values.AsSpan()).ToArray()),
    ]).ToBytes();

    /// <summary>Repeated integers, one a field or packed.</summary>
    /// <exception cref="GraphFormatException">They are damaged.</exception>
    internal static List<long> Integers(IEnumerable<WireField> fields)
    {
        var values = new List<long>();
        foreach (var field in fields)
        {
            using var input = WireCoding.Reading(field.Payload, out _);
            try
            {
                while (!input.IsAtEnd)
                {
                    values.Add(input.ReadInt64());
                }
            }
            catch (InvalidProtocolBufferException)
            {
                throw new GraphFormatException("a list of integers is damaged");
            }
        }

        return values;
    }
}
