namespace FaceRecMqtt.Node.Commands;

/// <summary>The names of all commands, known before there is a node that obeys them.</summary>
internal static class CommandNames
{
    /// <summary>Every command's name, in the order of the documentation.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "enroll", "learn",
        "people/list", "people/rename", "people/delete", "people/set", "people/merge", "people/export", "people/import", "people/erase",
        "samples/list", "samples/delete", "anchors/add", "anchors/delete",
        "unknowns/list", "unknowns/assign", "unknowns/ignore",
        "calibrate", "backup", "restore", "backend", "backend/policy", "camera", "snapshot", "reload", "restart", "ping",
    ];

    /// <summary>Whether a word of <c>commands.allow</c> is a command or what several begin with, such as <c>people</c>.</summary>
    /// <param name="word">As written.</param>
    public static bool Includes(string word) => All.Any(name => name == word || name.StartsWith(word + "/", StringComparison.Ordinal));
}
