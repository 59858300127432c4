namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Takes a message of what is wrong and what helps apart.</summary>
internal static class Sentences
{
    /// <summary>Splits after the first sentence, else at the first semicolon.</summary>
    /// <param name="message">What is wrong; what helps.</param>
    /// <returns>The two parts; the second is null where there is one part only.</returns>
    public static (string Text, string? Cure) Split(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal) is > 0 and var sentence ? sentence : message.IndexOf("; ", StringComparison.Ordinal);
        return end <= 0 ? (message.TrimEnd('.'), null) : (message[..end], message[(end + 2)..].TrimEnd('.'));
    }
}
