using System.Buffers.Binary;
using System.Text;

namespace FaceRecMqtt.Onnx.Graph;

/// <summary>One field of a protobuf message as its bytes; what is not understood is written again exactly as it was read.</summary>
/// <param name="Number">Field number.</param>
/// <param name="Kind">Encoding of the value.</param>
/// <param name="Header">Tag, and the length where there is one, as encoded.</param>
/// <param name="Payload">The value as encoded; for <see cref="WireKind.Bytes"/> without its length.</param>
internal readonly record struct WireField(int Number, WireKind Kind, ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes it takes in a message.</summary>
    public long Length => (long)Header.Length + Payload.Length;

    /// <summary>The integer of a <see cref="WireKind.Varint"/>.</summary>
    public long Integer
    {
        get
        {
            if (Kind is not WireKind.Varint)
            {
                return 0;
            }

            using var input = WireCoding.Reading(Payload, out _);
            return input.ReadInt64();
        }
    }

    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>A field of text.</summary>
    public static WireField Of(int number, string text) => Of(number, Encoding.UTF8.GetBytes(text));

    /// <summary>A field of bytes.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="payload">The value; kept, not copied.</param>
    public static WireField Of(int number, ReadOnlyMemory<byte> payload) => new(number, WireKind.Bytes, WireCoding.TagAndLength(number, payload.Length), payload);

    /// <summary>A field of an integer.</summary>
    public static WireField Of(int number, long integer) =>
        new(number, WireKind.Varint, WireCoding.Tag(number, WireKind.Varint), WireCoding.Integer((ulong)integer));

    /// <summary>A field of a float32.</summary>
    public static WireField Of(int number, float value)
    {
        var payload = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(payload, value);
        return new(number, WireKind.Fixed32, WireCoding.Tag(number, WireKind.Fixed32), payload);
    }
}
