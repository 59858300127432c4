using System.CommandLine;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary>The argument that says who.</summary>
internal static class PersonArgument
{
    /// <summary>Makes one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What this person is to the command.</param>
    public static Argument<string> Of(string name = "person", string description = "The person's id or name, as `people list` shows it.") =>
        new(name) { Description = description, HelpName = name.ToUpperInvariant() };
}
