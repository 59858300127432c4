using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>What a command answered.</summary>
internal static class Reply
{
    public static bool IsOk(this JsonElement reply) => reply.GetProperty("status").GetString() == "ok";

    /// <summary>The code of an error; null when it was none.</summary>
    public static string? ErrorCode(this JsonElement reply) =>
        reply.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;

    public static JsonElement Data(this JsonElement reply) => reply.GetProperty("data");
}
