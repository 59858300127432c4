using System.CommandLine;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary>The argument that names a file of the node's data folder.</summary>
internal static class FileArgument
{
    /// <summary>Makes one.</summary>
    /// <param name="folder">The folder it is in.</param>
    public static Argument<string> Of(string folder) =>
        new("file") { Description = $"Name of a file in {folder}/ of the node's data folder; not a path.", HelpName = "FILE" };
}
