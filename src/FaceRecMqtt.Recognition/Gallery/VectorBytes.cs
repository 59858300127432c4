using System.Buffers.Binary;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>An embedding as it is stored: float32, little-endian.</summary>
internal static class VectorBytes
{
    /// <summary>Packs a vector.</summary>
    public static byte[] Pack(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }

    /// <summary>Unpacks what <see cref="Pack"/> made.</summary>
    public static float[] Unpack(ReadOnlySpan<byte> bytes)
    {
        var vector = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return vector;
    }
}
