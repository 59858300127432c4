using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace FaceRecMqtt.Hailo.Hef;

/// <summary>The container of a HEF, checked byte for byte.</summary>
/// <param name="Container">Its header.</param>
/// <param name="Description">The protobuf message that describes the model.</param>
internal sealed record HefContents(HefContainer Container, byte[] Description)
{
    // Version 0 keeps its weights in the message; the largest models of the zoo stay below half of this.
    private const uint LargestDescription = 256 << 20;
    private const int ChunkLength = 64 << 10;

    /// <summary>Reads a container from its first byte to its end and checks lengths and hash. Keeps the message only, never the weights.</summary>
    /// <param name="stream">The file; can seek, stands anywhere. The caller disposes it.</param>
    /// <exception cref="HefException">It is no HEF, unknown or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static HefContents Read(Stream stream)
    {
        stream.Position = 0;
        var head = new byte[HefContainer.LongestHeader];
        var container = HefContainer.Read(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)), stream.Length);
        if (container.DescriptionLength > LargestDescription)
        {
            throw new HefException(
                HefFault.NotSupported, $"The description of the model has {container.DescriptionLength} bytes; at most {LargestDescription} are read.");
        }

        stream.Position = container.HeaderLength;
        var description = new byte[container.DescriptionLength];
        if (stream.ReadAtLeast(description, description.Length, throwOnEndOfStream: false) < description.Length)
        {
            throw HefException.Damaged("it became shorter while it was read");
        }

        var hash = HashOf(container.HashKind, description, stream);
        return hash.AsSpan().SequenceEqual(container.Hash.Span)
            ? new HefContents(container, description)
            : throw HefException.Damaged($"its {NameOf(container.HashKind)} hash is {Convert.ToHexStringLower(hash)} and its header states {container.HashText}");
    }

    /// <summary>The usual name of a hash.</summary>
    public static string NameOf(HefHashKind kind) => kind switch
    {
        HefHashKind.Md5 => "MD5",
        HefHashKind.Crc32 => "CRC-32",
        _ => "XXH3-64",
    };

    private static byte[] HashOf(HefHashKind kind, ReadOnlySpan<byte> description, Stream rest)
    {
        if (kind is HefHashKind.Md5)
        {
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            md5.AppendData(description);
            ForEachChunk(rest, md5, static (hash, chunk) => hash.AppendData(chunk));
            return md5.GetHashAndReset();
        }

        NonCryptographicHashAlgorithm other = kind is HefHashKind.Crc32 ? new Crc32() : new XxHash3();
        other.Append(description);
        ForEachChunk(rest, other, static (hash, chunk) => hash.Append(chunk));
        var value = other.GetCurrentHash();
        if (kind is HefHashKind.Crc32)
        {
            // The library gives a CRC lowest byte first, the header has it highest first.
            value.AsSpan().Reverse();
        }

        return value;
    }

    private static void ForEachChunk<T>(Stream stream, T hash, Action<T, ReadOnlySpan<byte>> append)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkLength);
        try
        {
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                append(hash, buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
