using System.Text;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Unicode's composed form (NFC) for the letters names are written with, and the bare letters under the marks.</summary>
/// <remarks>Covers Latin, Greek, Cyrillic, kana and Hangul; other characters stay as they are. Source: UAX #15, Unicode core specification §3.12.</remarks>
internal static class ComposedText
{
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TailFirst = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28;

    private static readonly Dictionary<char, (char Letter, char Mark)> Parts = [];
    private static readonly Dictionary<(char Letter, char Mark), char> Composed = [];
    private static readonly Dictionary<char, byte> Classes = [];

    static ComposedText()
    {
        foreach (var (mark, order, pairs) in MarkedLetters.Table)
        {
            Classes[mark] = order;
            for (var i = 0; i < pairs.Length; i += 2)
            {
                Parts[pairs[i + 1]] = (pairs[i], mark);
                Composed[(pairs[i], mark)] = pairs[i + 1];
            }
        }
    }

    /// <summary>The same text with every letter and its marks as one character where there is one.</summary>
    public static string Compose(string text) => Joined(Decompose(text));

    /// <summary>The same text with every letter apart from its marks, marks in canonical order.</summary>
    public static string Decompose(string text)
    {
        var apart = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            Split(character, apart);
        }

        // Marks of different classes do not touch each other, so their order says nothing; equal classes keep theirs.
        for (var i = 1; i < apart.Length; i++)
        {
            var order = ClassOf(apart[i]);
            for (var at = i; order != 0 && at > 0 && ClassOf(apart[at - 1]) > order; at--)
            {
                (apart[at], apart[at - 1]) = (apart[at - 1], apart[at]);
            }
        }

        return apart.ToString();
    }

    /// <summary>Whether a character is one of the marks this knows.</summary>
    public static bool IsMark(char character) => Classes.ContainsKey(character);

    private static byte ClassOf(char character) => Classes.GetValueOrDefault(character);

    private static void Split(char character, StringBuilder apart)
    {
        if (Parts.TryGetValue(character, out var parts))
        {
            Split(parts.Letter, apart);
            apart.Append(parts.Mark);
        }
        else if (character - HangulFirst is >= 0 and < Leads * Vowels * Tails and var syllable)
        {
            apart.Append((char)(LeadFirst + (syllable / (Vowels * Tails)))).Append((char)(VowelFirst + (syllable / Tails % Vowels)));
            if (syllable % Tails > 0)
            {
                apart.Append((char)(TailFirst + (syllable % Tails)));
            }
        }
        else
        {
            apart.Append(character);
        }
    }

    private static string Joined(string apart)
    {
        var text = new StringBuilder(apart.Length);
        var starter = -1;
        byte last = 0;
        foreach (var character in apart)
        {
            var order = ClassOf(character);
            var touches = starter >= 0 && (text.Length == starter + 1 || last < order);
            if (touches && Pair(text[starter], character) is { } composed)
            {
                text[starter] = composed;
                continue;
            }

            text.Append(character);
            last = order;
            starter = order == 0 ? text.Length - 1 : starter;
        }

        return text.ToString();
    }

    private static char? Pair(char first, char second)
    {
        if (Composed.TryGetValue((first, second), out var composed))
        {
            return composed;
        }

        if (first - LeadFirst is >= 0 and < Leads and var lead && second - VowelFirst is >= 0 and < Vowels and var vowel)
        {
            return (char)(HangulFirst + (((lead * Vowels) + vowel) * Tails));
        }

        return first - HangulFirst is >= 0 and < Leads * Vowels * Tails and var syllable && syllable % Tails == 0
            && second - TailFirst is > 0 and < Tails and var tail
            ? (char)(HangulFirst + syllable + tail)
            : null;
    }
}
