using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>Progress of a command in words.</summary>
internal static class ProgressText
{
    /// <summary><c>3 of 10</c>, or whatever else the node says.</summary>
    public static string Of(JsonObject data)
    {
        var rest = data.Where(entry => entry.Key is not ("done" or "of")).Select(entry => $"{entry.Key} {entry.Value?.ToString() ?? "–"}");
        return string.Join(", ", data["done"] is { } done ? rest.Prepend($"{done} of {data["of"]?.ToString() ?? "?"}") : rest);
    }
}
