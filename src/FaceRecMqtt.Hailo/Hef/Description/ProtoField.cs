using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>A field of a protobuf message. Each reading checks that the field has the encoding asked for.</summary>
/// <param name="Number">Field number.</param>
/// <param name="Kind">How its value is encoded.</param>
/// <param name="Bits">The value of an integer or a float.</param>
/// <param name="Payload">The value of a text, list or message; points into the file's message.</param>
internal readonly record struct ProtoField(int Number, WireFormat.WireType Kind, ulong Bits, ArraySegment<byte> Payload)
{
    private const int LongestText = 512;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>An integer up to <see cref="int.MaxValue"/>, what every size and number of a sound HEF is.</summary>
    /// <exception cref="HefException">It is none.</exception>
    public int Small => Bits <= int.MaxValue ? (int)Of(WireFormat.WireType.Varint).Bits : throw Wrong("is beyond any sensible size");

    /// <summary>An integer of 64 bits.</summary>
    /// <exception cref="HefException">It is none.</exception>
    public ulong Integer => Of(WireFormat.WireType.Varint).Bits;

    /// <summary>Whether a truth value is set.</summary>
    /// <exception cref="HefException">It is none.</exception>
    public bool IsSet => Of(WireFormat.WireType.Varint).Bits != 0;

    /// <summary>A finite float32.</summary>
    /// <exception cref="HefException">It is none.</exception>
    public float Single => BitConverter.UInt32BitsToSingle((uint)Of(WireFormat.WireType.Fixed32).Bits) is var value && float.IsFinite(value)
        ? value
        : throw Wrong("is no finite number");

    /// <summary>A finite float64.</summary>
    /// <exception cref="HefException">It is none.</exception>
    public double Double => BitConverter.UInt64BitsToDouble(Of(WireFormat.WireType.Fixed64).Bits) is var value && double.IsFinite(value)
        ? value
        : throw Wrong("is no finite number");

    /// <summary>A nested message.</summary>
    /// <exception cref="HefException">It is none.</exception>
    public ArraySegment<byte> Message => Of(WireFormat.WireType.LengthDelimited).Payload;

    /// <summary>A text of up to 512 bytes without control characters, so that it may be printed.</summary>
    /// <exception cref="HefException">It is none.</exception>
    public string Text
    {
        get
        {
            try
            {
                var text = Message.Count <= LongestText ? StrictUtf8.GetString(Message) : throw Wrong($"is a text of {Message.Count} bytes");
                return text.Any(char.IsControl) ? throw Wrong("is a text with control characters") : text;
            }
            catch (DecoderFallbackException fault)
            {
                throw Wrong("is no text in UTF-8", fault);
            }
        }
    }

    /// <summary>Appends the float64 values of a repeated field, packed or one by one.</summary>
    /// <param name="values">The list so far.</param>
    /// <param name="most">How many it may hold.</param>
    /// <exception cref="HefException">They are none, or too many.</exception>
    public void AppendDoubles(List<float> values, int most)
    {
        if (Kind is WireFormat.WireType.Fixed64)
        {
            Append(values, Double, most);
            return;
        }

        var packed = Message.AsSpan();
        if (packed.Length % sizeof(double) != 0)
        {
            throw Wrong("is a list that ends inside a number");
        }

        for (; !packed.IsEmpty; packed = packed[sizeof(double)..])
        {
            Append(values, BinaryPrimitives.ReadDoubleLittleEndian(packed), most);
        }
    }

    private void Append(List<float> values, double value, int most)
    {
        if (values.Count >= most || !float.IsFinite((float)value))
        {
            throw Wrong(values.Count >= most ? $"has more than {most} numbers" : "has a number that is not finite");
        }

        values.Add((float)value);
    }

    private ProtoField Of(WireFormat.WireType kind) => Kind == kind ? this : throw Wrong($"is encoded as {Kind} instead of {kind}");

    private HefException Wrong(string what, Exception? inner = null) => HefException.Damaged($"field {Number} of its description {what}", inner);
}
