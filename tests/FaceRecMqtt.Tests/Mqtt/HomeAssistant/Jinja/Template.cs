using System.Text;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>Text with expressions in double braces.</summary>
internal sealed class Template
{
    private readonly string _text;
    private readonly List<Func<Scope, string>> _parts = [];

    private Template(string text) => _text = text.Trim();

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateError">It cannot be read.</exception>
    public static Template Parse(string text)
    {
        var template = new Template(text);
        for (var at = 0; at < template._text.Length;)
        {
            at = template.Read(at);
        }

        return template;
    }

    /// <summary>What it makes of these variables.</summary>
    /// <param name="variables">By name.</param>
    /// <param name="log">Told what is missing, at the level of Home Assistant's log.</param>
    /// <returns>The text; null where it could not be made, which was logged.</returns>
    public string? Render(IReadOnlyDictionary<string, object?> variables, Action<string, string> log)
    {
        var scope = new Scope(variables, why => log("WARNING", $"Template variable warning: {why} when rendering '{_text}'"));
        var text = new StringBuilder();
        try
        {
            foreach (var part in _parts)
            {
                text.Append(part(scope));
            }
        }
        catch (TemplateError error)
        {
            log("ERROR", $"Template variable error: {error.Message} when rendering '{_text}'");
            return null;
        }

        return text.ToString().Trim();
    }

    private int Read(int at)
    {
        var open = _text.IndexOf("{{", at, StringComparison.Ordinal);
        if (open != at)
        {
            var plain = open < 0 ? _text[at..] : _text[at..open];
            _parts.Add(_ => plain);
            return at + plain.Length;
        }

        // Braces of a dictionary may stand before those of the end.
        for (var close = _text.IndexOf("}}", at + 2, StringComparison.Ordinal); close >= 0; close = _text.IndexOf("}}", close + 1, StringComparison.Ordinal))
        {
            if (close + 2 >= _text.Length || _text[close + 2] != '}')
            {
                var expression = Parser.Parse(_text[(at + 2)..close]);
                _parts.Add(scope => Print(scope, expression(scope)));
                return close + 2;
            }
        }

        throw new TemplateError("TemplateSyntaxError: unexpected end of template, expected 'end of print statement'.", isSyntax: true);
    }

    private static string Print(Scope scope, object? value)
    {
        if (value is Undefined nothing)
        {
            scope.Warn(nothing.Why);
        }

        return PythonText.Str(value);
    }
}
