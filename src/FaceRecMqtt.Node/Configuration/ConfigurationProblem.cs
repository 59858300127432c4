using FaceRecMqtt.Node.Configuration.Sources;

namespace FaceRecMqtt.Node.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Position">Where.</param>
/// <param name="Key">Path of the key, for example <c>mqtt.port</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong. Never holds the value of a secret.</param>
/// <param name="Hint">What would be right, where that can be said.</param>
internal sealed record ConfigurationProblem(SourcePosition Position, string Key, string Message, string? Hint = null)
{
    /// <summary><c>file:line:column: key: what is wrong; hint</c>.</summary>
    public override string ToString() =>
        $"{Position}: {(Key.Length == 0 ? "" : Key + ": ")}{Message}{(Hint is null ? "" : "; " + Hint)}";
}
