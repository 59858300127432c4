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
        var span = data.Span;
        var position = 0;
        while (position < span.Length)
        {
            var start = position;
            if (!WireVarint.TryRead(span, ref position, out var tag) || tag >> 3 is 0 or > 0x1FFF_FFFF)
            {
                throw Broken(start);
            }

            var kind = (WireKind)(tag & 7);
            var length = kind switch { WireKind.Fixed64 => 8UL, WireKind.Fixed32 => 4UL, _ => 0UL };
            if (kind is WireKind.Bytes && !WireVarint.TryRead(span, ref position, out length))
            {
                throw Broken(start);
            }

            var payload = position;
            var isWhole = kind switch
            {
                WireKind.Varint => WireVarint.TryRead(span, ref position, out _),
                WireKind.Fixed64 or WireKind.Fixed32 or WireKind.Bytes => length <= (ulong)(span.Length - position),
                _ => false,
            };
            if (!isWhole)
            {
                throw Broken(start);
            }

            position += (int)length;
            fields.Add(new((int)(tag >> 3), kind, data[start..payload], data[payload..position]));
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

    private static GraphFormatException Broken(int position) => new($"it is damaged at byte {position}, or no ONNX file at all");
}
