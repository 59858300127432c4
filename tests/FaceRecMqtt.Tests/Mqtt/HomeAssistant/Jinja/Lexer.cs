using System.Text.RegularExpressions;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>Words of an expression.</summary>
internal static partial class Lexer
{
    /// <summary>Splits an expression: names, numbers, texts in quotes and operators; ends with an empty word.</summary>
    public static List<string> Words(string expression)
    {
        var words = new List<string>();
        for (var at = 0; at < expression.Length;)
        {
            var match = Word().Match(expression, at);
            if (!match.Success)
            {
                throw new TemplateError($"TemplateSyntaxError: unexpected char '{expression[at]}' at {at}", isSyntax: true);
            }

            if (match.Groups[1].Success)
            {
                words.Add(match.Groups[1].Value);
            }

            at += match.Length;
        }

        words.Add("");
        return words;
    }

    [GeneratedRegex("""\G(?:\s+|('[^']*'|"[^"]*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|==|!=|<=|>=|[-+~*/%<>=|.,:(){}\[\]]))""")]
    private static partial Regex Word();
}
