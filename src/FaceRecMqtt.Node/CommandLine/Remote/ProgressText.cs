using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>Progress of a command in words.</summary>
internal static class ProgressText
{
    /// <summary><c>3 of 10: Look up.</c>, or whatever else the node says.</summary>
    public static string Of(JsonObject data)
    {
        var rest = data.Where(entry => entry.Key is not ("done" or "of" or "text")).Select(entry => $"{entry.Key} {entry.Value?.ToString() ?? "–"}");
        var facts = string.Join(", ", data["done"] is { } done ? rest.Prepend($"{done} of {data["of"]?.ToString() ?? "?"}") : rest);
        return data["text"] is { } text ? $"{facts}: {text}" : facts;
    }
}
