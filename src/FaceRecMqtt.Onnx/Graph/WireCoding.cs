using System.Runtime.InteropServices;
using Google.Protobuf;

namespace FaceRecMqtt.Onnx.Graph;

/// <summary>Protobuf's encodings, by Google's library; bytes are read where they are, not copied.</summary>
internal static class WireCoding
{
    /// <summary>Reads bytes; the caller disposes the reader. Its position counts from the beginning of the array behind them.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="begin">Position of the first byte.</param>
    public static CodedInputStream Reading(ReadOnlyMemory<byte> data, out int begin)
    {
        if (!MemoryMarshal.TryGetArray(data, out var bytes))
        {
            bytes = data.ToArray();
        }

        begin = bytes.Offset;
        return new CodedInputStream(bytes.Array!, bytes.Offset, bytes.Count);
    }

    /// <summary>The shortest encoding of an integer.</summary>
    public static byte[] Integer(ulong value) => Written(CodedOutputStream.ComputeUInt64Size(value), output => output.WriteUInt64(value));

    /// <summary>A field's tag.</summary>
    public static byte[] Tag(int number, WireKind kind) =>
        Written(CodedOutputStream.ComputeTagSize(number), output => output.WriteTag(number, (WireFormat.WireType)kind));

    /// <summary>Tag and length of a field of bytes.</summary>
    public static byte[] TagAndLength(int number, long length) => [.. Tag(number, WireKind.Bytes), .. Integer((ulong)length)];

    private static byte[] Written(int size, Action<CodedOutputStream> write)
    {
        var bytes = new byte[size];
        using var output = new CodedOutputStream(bytes);
        write(output);
        output.CheckNoSpaceLeft();
        return bytes;
    }
}
