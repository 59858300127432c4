using System.Text;

namespace FaceRecMqtt.Hailo.Interop;

/// <summary>Text in native character fields.</summary>
internal static class CharsText
{
    /// <summary>The text up to the first NUL.</summary>
    internal static string Of(ReadOnlySpan<byte> chars)
    {
        var end = chars.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? chars : chars[..end]);
    }

    /// <summary>The text of a field whose length is told apart; NULs and blanks at its end are dropped.</summary>
    internal static string Of(ReadOnlySpan<byte> chars, byte length) => Of(chars[..Math.Min(length, chars.Length)]).TrimEnd();
}
