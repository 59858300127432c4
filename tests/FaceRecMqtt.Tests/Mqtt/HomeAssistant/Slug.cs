using System.Globalization;
using System.Text;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Ids made of names. Other scripts than Latin are left out, where Home Assistant spells them in Latin letters.</summary>
internal static class Slug
{
    public static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '_')
            {
                slug.Append('_');
            }
        }

        return slug.ToString().Trim('_') is { Length: > 0 } some ? some : "unknown";
    }

    /// <summary>A class as a name: <c>timestamp</c> becomes <c>Timestamp</c>.</summary>
    public static string Title(string type) => char.ToUpperInvariant(type[0]) + type[1..].Replace('_', ' ');

    /// <summary>Values in Python's list form.</summary>
    public static string Listed(IEnumerable<string> values) => PythonText.Repr(values.Cast<object?>().ToList());
}
