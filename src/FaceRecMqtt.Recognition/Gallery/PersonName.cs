using System.Globalization;
using System.Text;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>A person's name that passed the rules: trimmed, composed (NFC), 1 to 100 characters, no control characters, no reserved word.</summary>
public sealed record PersonName
{
    /// <summary>Longest name, Unicode characters.</summary>
    public const int MaxLength = 100;

    private static readonly string[] Reserved = ["unknown", "nobody", "stranger", "none", "unavailable"];

    private PersonName(string text)
    {
        Text = text;
        Key = KeyOf(text);
    }

    /// <summary>The name as shown.</summary>
    public string Text { get; }

    /// <summary>What makes two names the same: letters of any case are equal.</summary>
    public string Key { get; }

    /// <summary>Checks a name.</summary>
    /// <param name="text">As a person typed it.</param>
    /// <param name="problem">What is wrong, as a sentence; null when the name is good.</param>
    /// <returns>The name, or null.</returns>
    public static PersonName? Parse(string? text, out string? problem)
    {
        problem = null;
        var trimmed = ComposedText.Compose((text ?? "").Trim());
        if (trimmed.Length == 0)
        {
            problem = "The name is empty.";
        }
        else if (trimmed.EnumerateRunes().Any(rune => !IsAllowed(rune)))
        {
            problem = "The name has a control character, an invisible character or broken text in it.";
        }
        else if (trimmed.EnumerateRunes().Count() > MaxLength)
        {
            problem = $"The name is longer than {MaxLength} characters.";
        }
        else if (Reserved.Contains(KeyOf(trimmed), StringComparer.Ordinal))
        {
            problem = $"'{trimmed}' is a word of its own in topics and cannot be a name.";
        }

        return problem is null ? new PersonName(trimmed) : null;
    }

    private static string KeyOf(string text) => new([.. text.Where(character => !IsJoiner(character)).Select(character =>
        char.ToLowerInvariant(char.ToUpperInvariant(character)))]);

    // Joiners belong to the spelling of Persian, Hindi and others, so they are kept but make no difference; no other invisible character is.
    private static bool IsJoiner(int character) => character is 0x200C or 0x200D;

    private static bool IsAllowed(Rune rune) => IsJoiner(rune.Value) || (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned));
}
