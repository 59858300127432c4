using System.Security.Cryptography;
using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>A compiled model as it lies on disk, read whole so that a file replaced meanwhile cannot mix two models.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Hash">SHA-512 of the content, lower-case hex.</param>
internal sealed record HefFile(string Path, byte[] Bytes, string Hash)
{
    /// <summary>The largest files of the model zoo have 60 MB.</summary>
    private const long Largest = 512 << 20;

    /// <summary>Name without folder and extension.</summary>
    internal string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BackendException">It cannot be read.</exception>
    internal static HefFile Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Largest })
            {
                throw new BackendException($"{path} is larger than {Largest >> 20} MB, so it is no HEF of a face model; correct the path.");
            }

            var bytes = File.ReadAllBytes(path);
            return new HefFile(path, bytes, Convert.ToHexStringLower(SHA512.HashData(bytes)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(
                $"{path} cannot be read ({fault.Message}); fetch the HEF for your device from the Hailo Model Zoo or correct the path.", isTransient: false, fault);
        }
    }
}
