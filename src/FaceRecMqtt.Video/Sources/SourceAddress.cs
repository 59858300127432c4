using System.Text.RegularExpressions;

namespace FaceRecMqtt.Video.Sources;

/// <summary>The address of a camera, which may carry a password. Its text form never shows one.</summary>
/// <remarks>Immutable. <see cref="Reveal"/> is the only way to the secret parts.</remarks>
public sealed partial class SourceAddress : IEquatable<SourceAddress>
{
    private const string Hidden = "***";
    private const int ShortestToken = 16;

    private readonly string _text;

    /// <summary>Takes the address as the user wrote it.</summary>
    /// <param name="text">A URL, a path of a file, device or folder.</param>
    /// <exception cref="ArgumentException">It is empty or has a zero character.</exception>
    public SourceAddress(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("An address has no zero character.", nameof(text));
        }

        _text = text.Trim();
        Kind = KindOf(_text);
    }

    /// <summary>What stands behind the address; a path counts as a folder when one exists there now.</summary>
    public SourceKind Kind { get; }

    /// <summary>The host of a network address, null where there is none or it cannot be read.</summary>
    public string? Host =>
        !IsAmbiguous(_text[Scheme().Match(_text).Length..]) && Uri.TryCreate(_text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.DnsSafeHost
            : null;

    /// <summary>The address with its secrets. Only for whoever opens it.</summary>
    public string Reveal() => _text;

    /// <summary>The address without user, password, the values of its query and what looks like a token in its path.</summary>
    public override string ToString()
    {
        if (IsPath(_text))
        {
            return _text;
        }

        var scheme = Scheme().Match(_text).Value;
        var rest = _text[scheme.Length..];
        // Unescaped passwords may hold any character, so everything up to the last @ counts as one.
        return IsAmbiguous(rest) ? scheme + Hidden
            : rest.LastIndexOf('@') is >= 0 and var at ? $"{scheme}{Hidden}@{HideValues(rest[(at + 1)..])}"
            : scheme + HideValues(rest);
    }

    /// <inheritdoc/>
    public bool Equals(SourceAddress? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SourceAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    // Without a scheme it may be an address whose scheme was forgotten, unless it begins as only paths do.
    private static bool IsPath(string text) =>
        text.StartsWith("file:///", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith('.')
        || (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal));

    // An @ after one of these may end a password that holds them, or be part of the password in a query.
    private static bool IsAmbiguous(string rest) => rest.LastIndexOf('@') is >= 0 and var at && rest.AsSpan(0, at).IndexOfAny('/', '?', '#') >= 0;

    private static string HideValues(string text)
    {
        var query = text.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? text : text[..query];
        // Some cameras take the password in the path (/user=admin_password=…), where it may hold a ? as well.
        return path.IndexOf('=', StringComparison.Ordinal) is >= 0 and var value ? $"{path[..value]}={Hidden}"
            : query < 0 ? HideTokens(path)
            : $"{HideTokens(path)}?{string.Join('&', text[(query + 1)..].Split('&').Select(HideValue))}";
    }

    // Other cameras (rtsps://host:7441/7bZDvBrXA9mBYwPD) are opened by whoever knows the path.
    private static string HideTokens(string path) => string.Join('/', path.Split('/').Select((part, index) => index > 0 && IsToken(part) ? Hidden : part));

    private static bool IsToken(string part) =>
        part.Length >= ShortestToken && part.All(char.IsAsciiLetterOrDigit) && part.Any(char.IsAsciiDigit) && part.Any(char.IsAsciiLetter);

    private static string HideValue(string item) => item.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? $"{item[..at]}={Hidden}" : Hidden;

    private static SourceKind KindOf(string text)
    {
        var scheme = Scheme().Match(text);
        if (scheme.Success)
        {
            return scheme.Value.ToUpperInvariant() switch
            {
                "RTSP://" or "RTSPS://" => SourceKind.Rtsp,
                "HTTP://" or "HTTPS://" => SourceKind.Http,
                "FILE://" => SourceKind.File,
                _ => SourceKind.Unknown,
            };
        }

        return text.StartsWith("/dev/video", StringComparison.Ordinal) ? SourceKind.Device
            : Directory.Exists(text) ? SourceKind.Folder
            : SourceKind.File;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*://")]
    private static partial Regex Scheme();
}
