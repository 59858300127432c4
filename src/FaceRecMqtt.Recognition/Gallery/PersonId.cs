using System.Globalization;
using System.Text;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Ids of people: an ASCII slug of the name that stays when the name changes; safe in topics and file names.</summary>
internal static class PersonId
{
    private const int LongestSlug = 40;
    private const int LongestId = 60;

    /// <summary>An id for a name that is not taken: the slug, else the slug with the first free number from 2 on.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isTaken">Whether somebody has this id.</param>
    public static string For(PersonName name, Func<string, bool> isTaken)
    {
        var slug = Slug(name.Text);
        var id = slug;
        for (var number = 2; isTaken(id); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        }

        return id;
    }

    /// <summary>Whether a text has the form of an id, so that it can be a level of a topic and a folder.</summary>
    public static bool IsOne(string text) => text.Length is > 0 and <= LongestId
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>Small ASCII letters and digits of a text, words joined by <c>-</c>; <c>person</c> when nothing is left.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var character in ComposedText.Decompose(text).ToLowerInvariant())
        {
            var letters = Ascii(character);
            if (letters.Length > 0)
            {
                slug.Append(letters);
            }
            else if (!ComposedText.IsMark(character) && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var trimmed = slug.ToString(0, Math.Min(slug.Length, LongestSlug)).Trim('-');
        return trimmed.Length == 0 ? "person" : trimmed;
    }

    private static string Ascii(char character) => character switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => character.ToString(),
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => "",
    };
}
