using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace FaceRecMqtt.Tests.Hailo.Hef;

/// <summary>Writes small HEFs: a container of any version around a message of a few fields.</summary>
internal static class TinyHef
{
    public static byte[] Weights { get; } = [.. Enumerable.Range(0, 300).Select(value => (byte)value)];

    /// <summary>A container with the right lengths and the right hash.</summary>
    public static byte[] Container(int version, byte[] description, byte[] rest, int additional = 0)
    {
        var header = new byte[version switch { 0 => 32, 1 => 28, 2 => 44, _ => 56 }];
        byte[] body = [.. description, .. rest];
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x01484546);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), (uint)version);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), (uint)description.Length);
        switch (version)
        {
            case 0:
#pragma warning disable CA5351 // The oldest containers carry it; nothing is protected by it.
                using (var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5))
#pragma warning restore CA5351
                {
                    md5.AppendData(body);
                    md5.GetHashAndReset().CopyTo(header, 16);
                }

                break;
            case 1:
                BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12), PlainCrc(body));
                BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(16), (ulong)rest.Length);
                break;
            default:
                BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(12), XxHash3.HashToUInt64(body));
                BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(20), (ulong)(rest.Length - additional));
                break;
        }

        if (version == 3)
        {
            BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(32), (ulong)additional);
        }

        return [.. header, .. body];
    }

    /// <summary>A model with one input of 4x6x3 and the outputs given, for a Hailo-8L.</summary>
    public static byte[] Model(params byte[][] outputs) => [.. Header(3, "3.33.0"), .. Group("tiny", [Input(), .. outputs])];

    public static byte[] Header(int architecture, string compiler) => Bytes(1, [.. Number(1, architecture), .. Text(3, compiler)]);

    public static byte[] Group(string name, params byte[][] layers) => Bytes(2, CoreOp(name, layers));

    public static byte[] CoreOp(string name, params byte[][] layers) =>
        [.. Bytes(1, Text(1, name)), .. Bytes(3, Bytes(3, [.. layers.SelectMany(layer => Bytes(2, layer))]))];

    public static byte[] Input() => Bytes(3, Layer("tiny/in", 4, 6, 3, 1, Numbers(0, 1)));

    public static byte[] Output(string name, byte[] numbers, int format = 1, int bytes = 1) =>
        [.. Number(1, 1), .. Bytes(3, Layer(name, 2, 3, 2, format, numbers, bytes))];

    public static byte[] Layer(string name, int height, int width, int channels, int format, byte[] numbers, int bytes = 1) =>
    [
        .. Text(1, name),
        .. Bytes(2, [.. Number(1, height), .. Number(3, width), .. Number(5, channels), .. Number(7, format), .. Number(12, bytes)]),
        .. Bytes(3, numbers),
    ];

    public static byte[] Numbers(float zeroPoint, float scale) => [.. Float(1, zeroPoint), .. Float(2, scale)];

    public static byte[] Doubles(int field, params double[] values) => Bytes(field, [.. values.SelectMany(BitConverter.GetBytes)]);

    public static byte[] Float(int field, float value) => [.. Varint((ulong)(field << 3 | 5)), .. BitConverter.GetBytes(value)];

    public static byte[] Number(int field, long value) => [.. Varint((ulong)(field << 3)), .. Varint((ulong)value)];

    public static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Bytes(int field, byte[] value) => [.. Varint((ulong)(field << 3 | 2)), .. Varint((ulong)value.Length), .. value];

    private static byte[] Varint(ulong value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];

    private static uint PlainCrc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
