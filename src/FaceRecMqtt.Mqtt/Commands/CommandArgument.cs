namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>What an argument is made of.</summary>
public enum ArgumentKind
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON number without fraction.</summary>
    WholeNumber,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>Bytes as a base64 string.</summary>
    Bytes,

    /// <summary>A JSON list of strings.</summary>
    TextList,
}

/// <summary>One argument a command takes.</summary>
/// <param name="Name">Its JSON key.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Text">What it means, for people; part of <c>info</c>.</param>
public sealed record CommandArgument(string Name, ArgumentKind Kind, string Text)
{
    /// <summary>Whether the command cannot do without. Default false.</summary>
    public bool Required { get; init; }

    /// <summary>Smallest number; smallest length of a text. Null for no limit.</summary>
    public double? Min { get; init; }

    /// <summary>Largest number; largest length of a text in UTF-16 units; most entries of a list. Null for no limit, 1024 for texts.</summary>
    public double? Max { get; init; }

    /// <summary>The only texts allowed; null for any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Permission needed to use this argument with any value but <c>false</c>; null for none of its own.</summary>
    public CommandGroup? Group { get; init; }
}
