namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Takes user and password out of an address and puts them in, percent signs and all.</summary>
internal static class SourceLogin
{
    /// <summary>Splits <c>rtsp://user:password@host/…</c>.</summary>
    /// <param name="location">An address or a path.</param>
    /// <returns>The address without login; user and password without percent signs, null where there is none.</returns>
    public static (string Location, string? User, Secret? Password) Split(string location)
    {
        var start = location.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3)
        {
            return (location, null, null);
        }

        var authority = location.AsSpan(start);
        var length = authority.IndexOfAny("/?#");
        authority = length < 0 ? authority : authority[..length];
        // The last @: people write passwords with an @ as they are.
        var at = authority.LastIndexOf('@');
        if (at < 0)
        {
            return (location, null, null);
        }

        var login = authority[..at].ToString();
        var colon = login.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(colon < 0 ? login : login[..colon]);
        var password = colon < 0 || colon == login.Length - 1 ? null : new Secret(Uri.UnescapeDataString(login[(colon + 1)..]));
        return (location[..start] + location[(start + at + 1)..], user, password);
    }

    /// <summary>Puts a login into an address that has none.</summary>
    public static string Join(string location, string? user, Secret? password)
    {
        if (user is null)
        {
            return location;
        }

        var start = location.IndexOf("://", StringComparison.Ordinal) + 3;
        var login = Uri.EscapeDataString(user) + (password is null ? "" : ":" + Uri.EscapeDataString(password.Reveal()));
        return $"{location[..start]}{login}@{location[start..]}";
    }
}
