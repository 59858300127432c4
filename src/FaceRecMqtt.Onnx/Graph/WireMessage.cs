using Google.Protobuf;

namespace FaceRecMqtt.Onnx.Graph;

/// <summary>A protobuf message as its fields in their order.</summary>
/// <param name="Fields">The fields.</param>
internal sealed record WireMessage(IReadOnlyList<WireField> Fields)
{
    /// <summary>Bytes it takes.</summary>
    public long Length => Fields.Sum(part => part.Length);

    /// <summary>Splits a message into fields; they point into <paramref name="data"/>.</summary>
    /// <exception cref="GraphFormatException">The bytes are no message.</exception>
    public static WireMessage Read(ReadOnlyMemory<byte> data)
    {
        var fields = new List<WireField>();
        for (var start = 0; start < data.Length;)
        {
            var field = First(data[start..]) ?? throw new GraphFormatException($"it is damaged at byte {start}, or no ONNX file at all");
            fields.Add(field);
            start += (int)field.Length;
        }

        return new(fields);
    }

    /// <summary>The first field of a number, if any.</summary>
    public WireField? Find(int number)
    {
        foreach (var field in Fields)
        {
            if (field.Number == number)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>All fields of a number.</summary>
    public IEnumerable<WireField> All(int number) => Fields.Where(field => field.Number == number);

    /// <summary>The message as bytes.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream(checked((int)Length));
        WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>Writes the message.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (var field in Fields)
        {
            stream.Write(field.Header.Span);
            stream.Write(field.Payload.Span);
        }
    }

    // Null where the bytes are no field.
    private static WireField? First(ReadOnlyMemory<byte> data)
    {
        using var input = WireCoding.Reading(data, out var begin);
        try
        {
            return First(data, input, begin);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static WireField? First(ReadOnlyMemory<byte> data, CodedInputStream input, int begin)
    {
        var tag = input.ReadTag();
        var kind = (WireKind)WireFormat.GetTagWireType(tag);
        var length = kind switch
        {
            WireKind.Bytes => input.ReadLength(),
            WireKind.Varint => VarintLength(input),
            WireKind.Fixed64 => sizeof(ulong),
            WireKind.Fixed32 => sizeof(uint),
            _ => -1,
        };
        var payload = (int)input.Position - begin - (kind is WireKind.Varint ? length : 0);
        return length >= 0 && length <= data.Length - payload
            ? new(WireFormat.GetTagFieldNumber(tag), kind, data[..payload], data.Slice(payload, length))
            : null;
    }

    private static int VarintLength(CodedInputStream input)
    {
        var begin = input.Position;
        input.ReadUInt64();
        return (int)(input.Position - begin);
    }
}
