namespace FaceRecMqtt.Node.Configuration.Schema;

/// <summary>Makes a property a key of the configuration file: its name in snake case, its default, and what is said here.</summary>
/// <param name="text">What the key is for; printed in the sample file and in hints.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string text) : Attribute
{
    /// <summary>What the key is for.</summary>
    public string Text { get; } = text;

    /// <summary>Unit of a number or a duration (<c>s</c>, <c>ms</c>, <c>px</c>, …). A duration's key ends in it: <c>stall_timeout_s</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Least value, in the unit. NaN: none.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>Greatest value, in the unit. NaN: none.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>Whether the key must be given.</summary>
    public bool Required { get; init; }

    /// <summary>An example, shown where there is no default to show.</summary>
    public string? Example { get; init; }

    /// <summary>What holds when the key is left out, where the default is no value.</summary>
    public string? WhenAbsent { get; init; }

    /// <summary>Words that may be chosen, where not every value of the type may.</summary>
    public string[]? Choices { get; init; }
}
