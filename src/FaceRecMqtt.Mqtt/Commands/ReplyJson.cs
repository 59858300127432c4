using System.Text.Json;
using FaceRecMqtt.Mqtt.Payloads;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>The one shape of every reply.</summary>
internal static class ReplyJson
{
    /// <summary>A final reply.</summary>
    /// <param name="reply">What to say.</param>
    /// <param name="transaction">The asker's transaction as raw JSON; null leaves it out.</param>
    public static byte[] Final(CommandReply reply, string? transaction) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", reply.Error is null ? "ok" : "error");
        if (reply.Error is { } error)
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", JsonNamingPolicy.SnakeCaseLower.ConvertName(error.ToString()));
            writer.WriteString("message", reply.Message);
            writer.WriteEndObject();
        }

        writer.WritePropertyName("data");
        reply.Data.WriteTo(writer, PayloadJson.Form.Options);
        WriteTransaction(writer, transaction);
        writer.WriteEndObject();
    });

    /// <summary>How far the work is.</summary>
    /// <param name="done">Steps done.</param>
    /// <param name="of">All steps.</param>
    /// <param name="transaction">The asker's transaction as raw JSON; null leaves it out.</param>
    /// <param name="text">What happens at the moment, for people; null leaves it out.</param>
    public static byte[] Progress(int done, int of, string? transaction, string? text = null) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", "progress");
        writer.WriteStartObject("data");
        writer.WriteNumber("done", done);
        writer.WriteNumber("of", of);
        if (text is not null)
        {
            writer.WriteString("text", text);
        }

        writer.WriteEndObject();
        WriteTransaction(writer, transaction);
        writer.WriteEndObject();
    });

    private static void WriteTransaction(Utf8JsonWriter writer, string? transaction)
    {
        if (transaction is not null)
        {
            writer.WritePropertyName("transaction");
            writer.WriteRawValue(transaction);
        }
    }
}
