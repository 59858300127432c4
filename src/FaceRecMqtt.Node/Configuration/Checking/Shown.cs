namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Makes what somebody wrote fit to be shown in a message: short and without control characters.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>The text, shortened, control characters as dots.</summary>
    public static string Of(string text)
    {
        var end = Math.Min(text.Length, Longest);
        return string.Concat(text.Take(end).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '·' : letter))
            + (end < text.Length ? "…" : "");
    }
}
