using FaceRecMqtt.Hailo.Hef.Description;

namespace FaceRecMqtt.Hailo.Hef;

/// <summary>What a HEF says about itself, read without HailoRT and without a device. The file was whole: its lengths and its hash matched.</summary>
/// <param name="Container">Header with version and hash.</param>
/// <param name="Architecture">What it was compiled for.</param>
/// <param name="CompilerText">Version of the Dataflow Compiler as the file has it, such as <c>3.31.0</c>; empty where it has none.</param>
/// <param name="CompiledAt">When it was compiled, by the compiler's clock; null where the file does not say.</param>
/// <param name="Groups">Its network groups, at least one.</param>
public sealed record HefFacts(
    HefContainer Container, HefArchitecture Architecture, string CompilerText, DateTimeOffset? CompiledAt, IReadOnlyList<HefGroup> Groups)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="HefException">It cannot be read, is no HEF, unknown or damaged.</exception>
    public static HefFacts Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HefException(HefFault.NotReadable, "The file does not exist.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HefException(HefFault.NotReadable, $"The file cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads a stream from its first byte to its end.</summary>
    /// <param name="stream">The HEF; can seek. The caller disposes it.</param>
    /// <exception cref="HefException">It is no HEF, unknown or damaged.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static HefFacts Read(Stream stream)
    {
        var file = HefContents.Read(stream);
        return DescriptionParser.Parse(file.Container, file.Description);
    }

    /// <summary>The usual name of the hash, such as <c>XXH3-64</c>.</summary>
    public string HashName => HefContents.NameOf(Container.HashKind);
}
