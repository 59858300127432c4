using System.Text;

namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>The bytes of a configuration file as text, or why they are none.</summary>
internal static class YamlText
{
    /// <summary>No sensible configuration is larger; a larger file is a mistake in the path.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a file's bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name as the user gave it.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The text; null when the bytes are not UTF-8 text.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, string file, List<ConfigurationProblem> problems)
    {
        if (bytes.Length > MaxBytes)
        {
            problems.Add(new ConfigurationProblem(new SourcePosition(file), "", "the file is larger than 256 KiB", "is this the right file?"));
            return null;
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            var text = Strict.GetString(bytes);
            var control = text.AsSpan().IndexOf('\0');
            if (control < 0)
            {
                return text;
            }

            problems.Add(new ConfigurationProblem(At(text.AsSpan(0, control), file), "", "this is not a text file", "save it as UTF-8"));
        }
        catch (DecoderFallbackException fault)
        {
            var before = Encoding.UTF8.GetString(bytes[..Math.Clamp(fault.Index, 0, bytes.Length)]);
            problems.Add(new ConfigurationProblem(At(before, file), "", "this is not UTF-8 text", "save the file as UTF-8"));
        }

        return null;
    }

    private static SourcePosition At(ReadOnlySpan<char> before, string file) =>
        new(file, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
}
