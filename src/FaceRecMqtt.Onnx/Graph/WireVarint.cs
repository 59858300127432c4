namespace FaceRecMqtt.Onnx.Graph;

/// <summary>Protobuf's integers of variable length: seven bits a byte, lowest first.</summary>
internal static class WireVarint
{
    private const int MostBytes = 10;

    /// <summary>Reads one and moves behind it.</summary>
    /// <returns>False where it is cut off or longer than ten bytes; the position is then undefined.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, ref int position, out ulong value)
    {
        value = 0;
        for (var index = 0; index < MostBytes && position < data.Length; index++)
        {
            var next = data[position++];
            value |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The shortest encoding.</summary>
    public static byte[] Encode(ulong value)
    {
        Span<byte> buffer = stackalloc byte[MostBytes];
        var length = 0;
        while (value >= 0x80)
        {
            buffer[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[length++] = (byte)value;
        return buffer[..length].ToArray();
    }
}
