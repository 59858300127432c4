using Google.Protobuf;

namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Goes through the fields of a protobuf message one after another; copies nothing and descends into nothing by itself.</summary>
internal static class ProtoReader
{
    /// <summary>The fields of a message.</summary>
    /// <exception cref="HefException">The bytes are no message; thrown on the way.</exception>
    public static IEnumerable<ProtoField> Fields(ArraySegment<byte> message)
    {
        using var input = new CodedInputStream(message.Array!, message.Offset, message.Count);
        while (Next(input, message) is { } field)
        {
            yield return field;
        }
    }

    private static ProtoField? Next(CodedInputStream input, ArraySegment<byte> message)
    {
        try
        {
            var tag = input.ReadTag();
            return tag == 0 ? null : Value(input, tag, message);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw HefException.Damaged($"its description breaks off or makes no sense at byte {input.Position}", fault);
        }
    }

    private static ProtoField Value(CodedInputStream input, uint tag, ArraySegment<byte> message)
    {
        var number = WireFormat.GetTagFieldNumber(tag);
        var kind = WireFormat.GetTagWireType(tag);
        return kind switch
        {
            WireFormat.WireType.Varint => new(number, kind, input.ReadUInt64(), default),
            WireFormat.WireType.Fixed32 => new(number, kind, input.ReadFixed32(), default),
            WireFormat.WireType.Fixed64 => new(number, kind, input.ReadFixed64(), default),
            WireFormat.WireType.LengthDelimited => new(number, kind, 0, Payload(input, message)),
            _ => throw HefException.Damaged($"field {number} of its description has the encoding {(int)kind}, which HEFs do not have"),
        };
    }

    // Skipping checks the length against the end of the message; the stream's positions count from the array's start.
    private static ArraySegment<byte> Payload(CodedInputStream input, ArraySegment<byte> message)
    {
        var start = (int)input.Position;
        using var ahead = new CodedInputStream(message.Array!, start, message.Offset + message.Count - start);
        var length = ahead.ReadLength();
        input.SkipLastField();
        return new(message.Array!, (int)input.Position - length, length);
    }
}
