namespace FaceRecMqtt.Onnx.Graph;

/// <summary>How a protobuf field's value is encoded (Protocol Buffers, "Encoding"); groups are not used by ONNX and refused.</summary>
internal enum WireKind
{
    /// <summary>Integer of one to ten bytes.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little endian.</summary>
    Fixed64 = 1,

    /// <summary>A length, then so many bytes: text, a packed list or a message.</summary>
    Bytes = 2,

    /// <summary>Four bytes, little endian.</summary>
    Fixed32 = 5,
}
