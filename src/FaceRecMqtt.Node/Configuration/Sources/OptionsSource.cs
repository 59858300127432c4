using System.Text.Json;

namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>Reads the options that Home Assistant's Supervisor hands to an app (JSON) into the nodes that YAML gives too.</summary>
internal static class OptionsSource
{
    private const int MaxDepth = 16;

    /// <summary>Reads the file.</summary>
    /// <param name="json">The whole file.</param>
    /// <param name="origin">What the options are called in messages; they have no lines a user ever sees.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The options; null when the file is none.</returns>
    public static SourceSection? Read(ReadOnlyMemory<byte> json, string origin, List<ConfigurationProblem> problems)
    {
        var position = new SourcePosition(origin);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                return Section(document.RootElement, position);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Invalid operation: a text holds half a character. The parser's words may quote a password, so they are not repeated.
        }

        problems.Add(new ConfigurationProblem(position, "", "this is not the JSON that Home Assistant writes", "save the options of the app once more"));
        return null;
    }

    private static SourceSection Section(JsonElement element, SourcePosition position)
    {
        var section = new SourceSection(position);
        foreach (var property in element.EnumerateObject())
        {
            section.Entries.Add(new SourceEntry(property.Name, position, Node(property.Value, position)));
        }

        return section;
    }

    private static SourceNode Node(JsonElement element, SourcePosition position)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return Section(element, position);
            case JsonValueKind.Array:
                var list = new SourceList(position);
                list.Items.AddRange(element.EnumerateArray().Select(item => Node(item, position)));
                return list;
            case JsonValueKind.String:
                // A field that was emptied in the form comes as an empty text and means that nothing is given.
                var text = element.GetString() ?? "";
                return new SourceValue(position, text, quoted: text.Length > 0);
            case JsonValueKind.Null:
                return new SourceValue(position, "");
            case JsonValueKind.True:
                return new SourceValue(position, "true");
            case JsonValueKind.False:
                return new SourceValue(position, "false");
            default:
                return new SourceValue(position, element.GetRawText());
        }
    }
}
