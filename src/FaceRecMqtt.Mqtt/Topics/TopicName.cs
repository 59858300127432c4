using System.Text.RegularExpressions;

namespace FaceRecMqtt.Mqtt.Topics;

/// <summary>What a node or a camera may be called: the name becomes a level of topics and a part of ids.</summary>
public static partial class TopicName
{
    /// <summary>Whether a name is made of lower-case letters, digits, <c>_</c> and <c>-</c> only, and is not empty.</summary>
    public static bool IsValid(string name) => Allowed().IsMatch(name);

    internal static string Checked(string name, string what) => IsValid(name)
        ? name
        : throw new ArgumentException($"'{name}' is no name for a {what}: use lower-case letters, digits, '_' and '-' only.", what);

    // \z, not $: a name must not end in a line feed.
    [GeneratedRegex(@"\A[a-z0-9_-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
