namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>A piece of a configuration source before anything is known about its meaning; the same for YAML and the environment.</summary>
/// <param name="position">Where it begins.</param>
internal abstract class SourceNode(SourcePosition position)
{
    /// <summary>Where it begins.</summary>
    public SourcePosition Position { get; } = position;
}

/// <summary>A single value.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="text">Its text.</param>
/// <param name="quoted">Whether it is text by its quotes.</param>
internal sealed class SourceValue(SourcePosition position, string text, bool quoted = false) : SourceNode(position)
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>Whether the key was written without a value, which is the same as leaving it out.</summary>
    public bool IsAbsent => !quoted && Text is ("" or "~" or "null");
}

/// <summary>Keys with values.</summary>
/// <param name="position">Where it begins.</param>
internal sealed class SourceSection(SourcePosition position) : SourceNode(position)
{
    /// <summary>The entries in their order; a key may stand twice.</summary>
    public List<SourceEntry> Entries { get; } = [];
}

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Position">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal sealed record SourceEntry(string Key, SourcePosition Position, SourceNode Value);

/// <summary>A list.</summary>
/// <param name="position">Where it begins.</param>
internal sealed class SourceList(SourcePosition position) : SourceNode(position)
{
    /// <summary>The items.</summary>
    public List<SourceNode> Items { get; } = [];
}
