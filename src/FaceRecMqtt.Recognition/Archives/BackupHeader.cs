using System.Buffers.Binary;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>What the first bytes of a file say: whether it is a gallery, and of which version.</summary>
/// <remarks>Looked at before SQLite opens the file, which would make a new gallery of an empty one. Source: sqlite.org/fileformat2.html §1.3.</remarks>
internal static class BackupHeader
{
    private const int Bytes = 100, VersionAt = 60, OwnerAt = 68;

    /// <summary>Why a file is no gallery that this program can read, as the end of a sentence; null when it is one.</summary>
    public static string? Problem(Stream file)
    {
        Span<byte> header = stackalloc byte[Bytes];
        if (file.ReadAtLeast(header, Bytes, throwOnEndOfStream: false) < Bytes || !header.StartsWith("SQLite format 3\0"u8))
        {
            return "is no backup of a gallery";
        }

        if (BinaryPrimitives.ReadInt32BigEndian(header[OwnerAt..]) != GallerySchema.ApplicationId)
        {
            return "is a database of another program";
        }

        var version = BinaryPrimitives.ReadInt32BigEndian(header[VersionAt..]);
        return version > GallerySchema.Newest
            ? $"was written by a newer facerec (version {version}, this one knows {GallerySchema.Newest}); install that one here first"
            : version < 1 ? "is no backup of a gallery" : null;
    }
}
