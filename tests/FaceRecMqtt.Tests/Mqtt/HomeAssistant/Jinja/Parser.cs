using System.Globalization;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>Reads an expression: conditions, comparisons, members, filters, literals.</summary>
internal sealed class Parser
{
    private readonly List<string> _words;
    private int _at;

    private Parser(string expression) => _words = Lexer.Words(expression);

    private string Next => _words[_at];

    public static Func<Scope, object?> Parse(string expression)
    {
        var parser = new Parser(expression);
        var value = parser.Conditional();
        return parser.Next.Length == 0 ? value : throw parser.Unexpected();
    }

    private Func<Scope, object?> Conditional()
    {
        var value = Either();
        if (!Take("if"))
        {
            return value;
        }

        var condition = Either();
        var other = Take("else") ? Conditional() : _ => new Undefined("the inline if-expression evaluated to false and no else section was defined.");
        return scope => scope.IsTrue(condition(scope)) ? value(scope) : other(scope);
    }

    private Func<Scope, object?> Either()
    {
        var left = Both();
        while (Take("or"))
        {
            var (first, second) = (left, Both());
            left = scope => first(scope) is var value && scope.IsTrue(value) ? value : second(scope);
        }

        return left;
    }

    private Func<Scope, object?> Both()
    {
        var left = Not();
        while (Take("and"))
        {
            var (first, second) = (left, Not());
            left = scope => first(scope) is var value && scope.IsTrue(value) ? second(scope) : value;
        }

        return left;
    }

    private Func<Scope, object?> Not()
    {
        if (!Take("not"))
        {
            return Comparison();
        }

        var value = Not();
        return scope => !scope.IsTrue(value(scope));
    }

    private Func<Scope, object?> Comparison()
    {
        var left = Filtered();
        if (Next is not ("==" or "!=" or "<" or ">" or "<=" or ">=" or "in"))
        {
            return left;
        }

        var sign = Take();
        var right = Filtered();
        return scope => Compare(sign, left(scope), right(scope));
    }

    private Func<Scope, object?> Filtered()
    {
        var value = Member();
        while (Take("|"))
        {
            var (name, of) = (Take(), value);
            if (!Filters.Exists(name))
            {
                throw new TemplateError($"TemplateAssertionError: No filter named '{name}'.", isSyntax: true);
            }

            var arguments = Take("(") ? List(")") : [];
            value = scope => Filters.Apply(name, of(scope), [.. arguments.Select(argument => argument(scope))]);
        }

        return value;
    }

    private Func<Scope, object?> Member()
    {
        var value = Literal();
        while (Next is "." or "[")
        {
            var of = value;
            if (Take() == ".")
            {
                var name = Take();
                value = scope => Scope.Member(of(scope), name);
            }
            else
            {
                var key = Conditional();
                Expect("]");
                value = scope => Scope.Member(of(scope), key(scope));
            }
        }

        return value;
    }

    private Func<Scope, object?> Literal()
    {
        var word = Take();
        if (word.Length == 0)
        {
            throw new TemplateError("TemplateSyntaxError: Expected an expression, got 'end of print statement'", isSyntax: true);
        }

        switch (word)
        {
            case "(":
                var inner = Conditional();
                Expect(")");
                return inner;
            case "[":
                var items = List("]");
                return scope => items.Select(item => item(scope)).ToList();
            case "{":
                return Dictionary();
            case "none" or "None":
                return _ => null;
            case "true" or "True":
                return _ => true;
            case "false" or "False":
                return _ => false;
        }

        if (word[0] is '\'' or '"')
        {
            var text = word[1..^1];
            return _ => text;
        }

        if (char.IsAsciiDigit(word[0]))
        {
            object number = word.Contains('.', StringComparison.Ordinal) ? double.Parse(word, CultureInfo.InvariantCulture) : long.Parse(word, CultureInfo.InvariantCulture);
            return _ => number;
        }

        return char.IsLetter(word[0]) || word[0] == '_' ? scope => scope.Variable(word) : throw Unexpected();
    }

    private Func<Scope, object?> Dictionary()
    {
        var pairs = new List<(Func<Scope, object?> Key, Func<Scope, object?> Value)>();
        while (!Take("}"))
        {
            var key = Conditional();
            Expect(":");
            pairs.Add((key, Conditional()));
            if (Next != "}")
            {
                Expect(",");
            }
        }

        return scope => pairs.ToDictionary(pair => PythonText.Str(pair.Key(scope)), pair => pair.Value(scope));
    }

    private List<Func<Scope, object?>> List(string end)
    {
        var items = new List<Func<Scope, object?>>();
        while (!Take(end))
        {
            items.Add(Conditional());
            if (Next != end)
            {
                Expect(",");
            }
        }

        return items;
    }

    private static bool Compare(string sign, object? left, object? right)
    {
        if (sign == "in")
        {
            return right is string text ? text.Contains(PythonText.Str(left), StringComparison.Ordinal) : right is IEnumerable<object?> list && list.Contains(left);
        }

        var order = (left, right) is (long or double, long or double)
            ? Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture))
            : Equals(left, right) ? 0
            : left is string one && right is string other ? string.CompareOrdinal(one, other)
            : sign is "==" or "!=" ? 1
            : throw new TemplateError($"TypeError: '{sign}' not supported", isSyntax: false);
        return sign switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    private string Take() => _words[Next.Length == 0 ? _at : _at++];

    private bool Take(string word)
    {
        var isNext = Next == word;
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private void Expect(string word)
    {
        if (!Take(word))
        {
            throw Unexpected();
        }
    }

    private TemplateError Unexpected() => new($"TemplateSyntaxError: unexpected '{(Next.Length == 0 ? "end of print statement" : Next)}'", isSyntax: true);
}
