using System.Text.RegularExpressions;

namespace FaceRecMqtt.Node.Configuration;

/// <summary>Where a camera's pictures come from. It prints without anything that looks like a password.</summary>
/// <param name="location">Address without user and password, or a path.</param>
internal sealed partial class CameraSource(string location)
{
    /// <summary>No source given.</summary>
    public static CameraSource None { get; } = new("");

    /// <summary>Address without user and password, or a path; its query may still hold a secret, so it is not for showing.</summary>
    public string Location { get; } = location;

    /// <summary>Whether it is an address in the network, not a file or folder.</summary>
    public bool IsAddress => Location.Contains("://", StringComparison.Ordinal)
        && !Location.StartsWith("file://", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() =>
        IsAddress ? QueryValues().Replace(BeforeAt().Replace(Location, "://" + Secret.Mask + "@"), "$1" + Secret.Mask) : Location;

    // Some cameras take the login in the query, each under names of its own, so every value is masked.
    [GeneratedRegex("([?&][^=&#]*=)[^&#]*")]
    private static partial Regex QueryValues();

    // A password with a slash that was not written as %2F leaves an @ behind the host.
    [GeneratedRegex("://.*@", RegexOptions.Singleline)]
    private static partial Regex BeforeAt();
}
