using System.Runtime.InteropServices;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Hailo.SelfTest;

/// <summary>A reference as a file beside its HEF, with the same name and the extension <c>.reference</c>: a HEF has no place for one.</summary>
/// <remarks>16 bytes <c>FaceRecReference</c>, the crop, then the embedding's values as little-endian float32.</remarks>
public static class HailoReferenceFile
{
    private const long Largest = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "FaceRecReference"u8;

    /// <summary>Where the reference of a HEF is looked for.</summary>
    /// <param name="hef">Path of the HEF.</param>
    public static string Beside(string hef) => Path.ChangeExtension(hef, ".reference");

    /// <summary>The file's content.</summary>
    /// <param name="reference">A face and its embedding.</param>
    public static byte[] ToBytes(HailoReference reference) => [.. Magic, .. reference.Crop, .. MemoryMarshal.AsBytes<float>(reference.Raw)];

    /// <summary>Reads the reference beside a HEF.</summary>
    /// <param name="hef">Path of the HEF.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="BackendException">There is one that cannot be read or is no reference.</exception>
    public static HailoReference? Find(string hef)
    {
        var path = Beside(hef);
        try
        {
            return !File.Exists(path) ? null
                : new FileInfo(path).Length <= Largest && Parse(File.ReadAllBytes(path)) is { } reference ? reference
                : throw new BackendException($"{path} is no reference, or damaged; make it again with `facerec models reference`, or delete it.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackendException($"{path} cannot be read ({fault.Message}); correct its rights, or delete it.", isTransient: false, fault);
        }
    }

    private static HailoReference? Parse(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic) || bytes.Length <= Magic.Length + AlignedFace.Bytes || (bytes.Length - Magic.Length - AlignedFace.Bytes) % sizeof(float) != 0)
        {
            return null;
        }

        var crop = bytes.Slice(Magic.Length, AlignedFace.Bytes).ToArray();
        var raw = MemoryMarshal.Cast<byte, float>(bytes[(Magic.Length + AlignedFace.Bytes)..]).ToArray();
        return raw.All(float.IsFinite) && raw.Any(value => value != 0) ? new(crop, raw) : null;
    }
}
