using System.Buffers.Binary;
using System.Globalization;

namespace FaceRecMqtt.Hailo.Hef;

/// <summary>The header of a HEF: what follows it and the hash of that. Source: hef_internal.hpp of HailoRT 4.23; all integers are big endian.</summary>
/// <param name="Version">Container version, 0 to 3.</param>
/// <param name="HeaderLength">Bytes of the header.</param>
/// <param name="DescriptionLength">Bytes of the protobuf message behind the header.</param>
/// <param name="WeightsLength">Bytes behind the message: weights, their padding and additional parts; 0 in version 0, whose weights are in the message.</param>
/// <param name="HashKind">Kind of the hash.</param>
/// <param name="Hash">The hash as the header has it, 16, 4 or 8 bytes.</param>
public sealed record HefContainer(
    int Version, int HeaderLength, uint DescriptionLength, ulong WeightsLength, HefHashKind HashKind, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Bytes of the longest header.</summary>
    internal const int LongestHeader = 56;

    private const uint Magic = 0x0148_4546;
    private const int CommonLength = 12;

    /// <summary>The hash in hexadecimal digits.</summary>
    public string HashText => Convert.ToHexStringLower(Hash.Span);

    /// <summary>Reads the header and checks the lengths it states.</summary>
    /// <param name="head">The first bytes of the file, up to <see cref="LongestHeader"/>.</param>
    /// <param name="fileLength">Bytes of the file.</param>
    /// <exception cref="HefException">It is no HEF, of an unknown version or of another length than it states.</exception>
    internal static HefContainer Read(ReadOnlySpan<byte> head, long fileLength)
    {
        if (head.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32BigEndian(head) != Magic)
        {
            throw new HefException(HefFault.NotSupported, "The file is no HEF: it does not begin with the magic 01 48 45 46. Name the .hef that the Hailo Dataflow Compiler wrote.");
        }

        if (head.Length < CommonLength)
        {
            throw CutOff(CommonLength, fileLength);
        }

        var version = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        var headerLength = version switch
        {
            0 => 32,
            1 => 28,
            2 => 44,
            3 => 56,
            _ => throw new HefException(
                HefFault.NotSupported, $"The container version {version} is unknown; versions 0 to 3 are known. Compile the model for HailoRT 4.23 or older."),
        };
        if (head.Length < headerLength)
        {
            throw CutOff(headerLength, fileLength);
        }

        var container = Distinct(head, (int)version, headerLength);
        container.CheckLength(fileLength);
        return container;
    }

    private static HefContainer Distinct(ReadOnlySpan<byte> head, int version, int headerLength)
    {
        var description = BinaryPrimitives.ReadUInt32BigEndian(head[8..]);
        return version switch
        {
            0 => new(version, headerLength, description, 0, HefHashKind.Md5, head[16..32].ToArray()),
            1 => new(version, headerLength, description, BinaryPrimitives.ReadUInt64BigEndian(head[16..]), HefHashKind.Crc32, head[12..16].ToArray()),
            2 => new(version, headerLength, description, BinaryPrimitives.ReadUInt64BigEndian(head[20..]), HefHashKind.Xxh3, head[12..20].ToArray()),
            // Two lengths of a hostile file may overflow together; the highest number fits no file.
            _ => new(
                version,
                headerLength,
                description,
                BinaryPrimitives.ReadUInt64BigEndian(head[20..]) is var weights && BinaryPrimitives.ReadUInt64BigEndian(head[32..]) is var more
                    && weights <= ulong.MaxValue - more ? weights + more : ulong.MaxValue,
                HefHashKind.Xxh3,
                head[12..20].ToArray()),
        };
    }

    private void CheckLength(long fileLength)
    {
        var stated = (UInt128)HeaderLength + DescriptionLength + WeightsLength;
        if (stated != (UInt128)fileLength)
        {
            throw HefException.Damaged(string.Create(CultureInfo.InvariantCulture, $"it has {fileLength} bytes and its header states {stated}"));
        }
    }

    private static HefException CutOff(int needed, long fileLength) =>
        HefException.Damaged(string.Create(CultureInfo.InvariantCulture, $"it ends after {fileLength} bytes, inside its header of {needed}"));
}
