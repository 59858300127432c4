using System.Text;
using System.Text.Json;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>A payload before anybody knows which command it is for: a JSON object, or something else as it is.</summary>
internal sealed record CommandPayload(byte[] Raw, JsonElement? Json, string? Transaction, Refusal? Refusal)
{
    private const int DeepestNesting = 16;
    private const int LongestTransaction = 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a payload; never throws.</summary>
    public static CommandPayload Read(byte[] payload)
    {
        if (!payload.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            return new CommandPayload(payload, null, null, null);
        }

        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false });
            var root = document.RootElement.Clone();
            var (transaction, refusal) = TransactionIn(root);
            return new CommandPayload(payload, root, transaction, refusal);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return new CommandPayload(payload, null, null, Refusal.BadRequest($"The payload is no JSON object: {fault.Message}"));
        }
    }

    /// <summary>The payload as trimmed text; null when it is no UTF-8.</summary>
    public string? AsText()
    {
        try
        {
            return Strict.GetString(Raw).Trim();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The transaction as the JSON it came as, so that <c>7</c> stays a number and <c>"7"</c> a text.</summary>
    private static (string? Transaction, Refusal? Refusal) TransactionIn(JsonElement root)
    {
        if (!root.TryGetProperty("transaction", out var transaction))
        {
            return (null, null);
        }

        if (transaction.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return (null, Refusal.BadRequest("'transaction' must be a text, a number, true, false or null."));
        }

        var raw = transaction.GetRawText();
        return raw.Length <= LongestTransaction
            ? (raw, null)
            : (null, Refusal.BadRequest($"'transaction' is longer than {LongestTransaction} characters."));
    }
}
