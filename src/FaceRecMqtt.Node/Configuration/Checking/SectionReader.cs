using System.Collections;
using System.Globalization;
using FaceRecMqtt.Node.Configuration.Schema;
using FaceRecMqtt.Node.Configuration.Sources;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Turns nodes into records and reports every key that is unknown, doubled, missing or has a wrong value.</summary>
/// <param name="findings">Receives problems and positions.</param>
internal sealed class SectionReader(Findings findings)
{
    /// <summary>Reads a section; keys with problems keep their defaults.</summary>
    /// <param name="schema">The section's keys.</param>
    /// <param name="source">What was written.</param>
    /// <param name="path">Path of the section, empty for the whole.</param>
    /// <returns>A record of the schema's type.</returns>
    public object Read(SectionSchema schema, SourceSection source, string path)
    {
        var section = schema.Create();
        var seen = new Dictionary<string, SourcePosition>();
        foreach (var entry in source.Entries)
        {
            var keyPath = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            var key = schema.Keys.FirstOrDefault(key => key.Name == entry.Key);
            if (key is null)
            {
                findings.Report(entry.Position, Shown.Of(keyPath), "unknown key", HintFor(schema, entry.Key));
            }
            else if (!seen.TryAdd(entry.Key, entry.Position))
            {
                findings.Report(entry.Position, keyPath, "this key stands twice", $"it stands at {seen[entry.Key]} already; remove one");
            }
            else if (entry.Value is not SourceValue { IsAbsent: true })
            {
                findings.Place(keyPath, entry.Value.Position);
                if (ReadKey(key, entry.Value, keyPath) is { } value)
                {
                    key.Property.SetValue(section, value);
                }
            }
        }

        foreach (var key in schema.Keys.Where(key => key.Setting.Required && !findings.IsGiven($"{path}.{key.Name}")))
        {
            findings.Report(source.Position, path, $"{key.Name} is missing", $"for example `{key.Name}: {key.Setting.Example}`");
        }

        return section;
    }

    private object? ReadKey(SettingKey key, SourceNode node, string path)
    {
        switch (key.Kind)
        {
            case SettingKind.Section when node is SourceSection section:
                return Read(key.Section!, section, path);
            case SettingKind.Section:
                findings.Report(node.Position, path, "this is a section", $"write its keys below it: {Names(key.Section!)}");
                return null;
            case SettingKind.SectionList:
                return ReadList(key, node, path);
            case SettingKind.TextList:
                return ReadTexts(node, path);
            default:
                if (node is SourceValue value)
                {
                    var (read, message, hint) = ValueReader.Read(key, value.Text);
                    if (message is not null)
                    {
                        findings.Report(node.Position, path, message, hint);
                    }

                    return read;
                }

                findings.Report(node.Position, path, "this takes a single value", $"write `{key.Name}: …` in one line; quote a text with : # {{ or [");
                return null;
        }
    }

    private IList? ReadList(SettingKey key, SourceNode node, string path)
    {
        if (node is not SourceList source)
        {
            findings.Report(node.Position, path, "this is a list", "begin each entry with `- `");
            return null;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(key.Section!.Type))!;
        for (var i = 0; i < source.Items.Count; i++)
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            findings.Place(itemPath, source.Items[i].Position);
            if (source.Items[i] is SourceSection item)
            {
                list.Add(Read(key.Section, item, itemPath));
            }
            else
            {
                findings.Report(source.Items[i].Position, itemPath, "this entry has no keys", $"it takes {Names(key.Section)}");
            }
        }

        return list;
    }

    private string[]? ReadTexts(SourceNode node, string path)
    {
        // One line is how the environment writes a list.
        if (node is SourceValue line)
        {
            return line.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        if (node is SourceList list && list.Items.All(item => item is SourceValue { IsAbsent: false }))
        {
            return [.. list.Items.Select(item => ((SourceValue)item).Text)];
        }

        findings.Report(node.Position, path, "this is a list of words", "write for example `[one, two]`");
        return null;
    }

    private static string? HintFor(SectionSchema schema, string word)
    {
        if (Spelling.Nearest(word, schema.Keys.Select(key => key.Name)) is { } near)
        {
            return $"did you mean {near}?";
        }

        var elsewhere = SectionSchema.Root.Paths().FirstOrDefault(path => path.EndsWith($".{word}", StringComparison.Ordinal));
        return elsewhere is not null ? $"it belongs to {elsewhere[..^(word.Length + 1)]}" : $"known here: {Names(schema)}";
    }

    private static string Names(SectionSchema schema) => string.Join(", ", schema.Keys.Select(key => key.Name));
}
