using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>Reads YAML into nodes with positions. Works on the parser's events: depth is bounded while reading, and aliases,
/// which let a small file grow without bound, are refused.</summary>
/// <param name="file">Name of the file as the user gave it.</param>
/// <param name="text">Its text.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class YamlSource(string file, string text, List<ConfigurationProblem> problems)
{
    private const int MaxDepth = 16;

    /// <summary>Reads the file.</summary>
    /// <returns>The file's section, empty for an empty file; null when it cannot be read further.</returns>
    public SourceSection? Read()
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.Accept<DocumentStart>(out var start))
            {
                return new SourceSection(new SourcePosition(file, 1, 1));
            }

            parser.MoveNext();
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                Report(second, "a second document begins", "one file holds one document; remove the line ---");
                return null;
            }

            switch (root)
            {
                case SourceSection section:
                    return section;
                case SourceValue { IsAbsent: true }:
                    return new SourceSection(At(start));
                default:
                    Report(start, "the file does not begin with keys", "write lines such as `mqtt:`");
                    return null;
            }
        }
        catch (Refused)
        {
            return null;
        }
        catch (YamlException fault)
        {
            problems.Add(Explain(At(fault.Start), (int)fault.End.Line));
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // What the parser throws on some damaged texts instead of its own exception.
            problems.Add(Explain(parser.Current is { } last ? At(last.End) : new SourcePosition(file, 1, 1), 0));
            return null;
        }
    }

    private SourceNode ReadNode(Parser parser, int depth)
    {
        var next = parser.Consume<ParsingEvent>();
        if (depth > MaxDepth)
        {
            throw Refuse(next, "sections are nested too deep", null);
        }

        if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw Refuse(next, "anchors (&) and aliases (*) are not used here", "put a text that begins so into quotes");
        }

        if (next is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
        {
            throw Refuse(next, "tags (!) are not used here", "put a text that begins so into quotes");
        }

        return next switch
        {
            Scalar scalar => new SourceValue(At(scalar), scalar.Value, scalar.Style is not ScalarStyle.Plain),
            MappingStart start => ReadSection(parser, start, depth),
            SequenceStart start => ReadList(parser, start, depth),
            _ => throw Refuse(next, "this cannot be read", null),
        };
    }

    private SourceSection ReadSection(Parser parser, MappingStart start, int depth)
    {
        var section = new SourceSection(At(start));
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(parser, depth + 1) is not SourceValue key)
            {
                throw Refuse(start, "a key is not a word", "write `key: value`");
            }

            section.Entries.Add(new SourceEntry(key.Text, key.Position, ReadNode(parser, depth + 1)));
        }

        return section;
    }

    private SourceList ReadList(Parser parser, SequenceStart start, int depth)
    {
        var list = new SourceList(At(start));
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            list.Items.Add(ReadNode(parser, depth + 1));
        }

        return list;
    }

    private SourcePosition At(ParsingEvent what) => At(what.Start);

    private SourcePosition At(Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private void Report(ParsingEvent what, string message, string? hint) =>
        problems.Add(new ConfigurationProblem(At(what), "", message, hint));

    private Refused Refuse(ParsingEvent what, string message, string? hint)
    {
        Report(what, message, hint);
        return new Refused();
    }

    // The parser's own words may quote the file, and with it a password, so only its position is used.
    private ConfigurationProblem Explain(SourcePosition position, int lastLine)
    {
        var lines = text.Split('\n');
        for (var line = position.Line; line <= Math.Min(lines.Length, lastLine + 1); line++)
        {
            if (lines[line - 1].TakeWhile(char.IsWhiteSpace).Contains('\t'))
            {
                return new ConfigurationProblem(new SourcePosition(file, line, 1), "", "a tab indents this line", "indent with spaces");
            }
        }

        return new ConfigurationProblem(position, "", "this is not valid YAML",
            "look at the indentation here and above, at missing `: `, and put text with : # { [ * & ! % @ into quotes");
    }

    private sealed class Refused : Exception;
}
