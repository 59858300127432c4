using System.Text;
using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>One message that came from the broker.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="IsRetained">Whether it lay at the broker before.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Correlation">Its MQTT 5 correlation data; empty without.</param>
internal sealed record Received(string Topic, byte[] Payload, bool IsRetained, DateTimeOffset At, byte[] Correlation)
{
    private JsonElement? _json;

    public string Text => Encoding.UTF8.GetString(Payload);

    /// <summary>The payload as JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonElement Json
    {
        get
        {
            if (_json is null)
            {
                using var document = JsonDocument.Parse(Payload);
                _json = document.RootElement.Clone();
            }

            return _json.Value;
        }
    }

    /// <summary>A text in the payload, by its key.</summary>
    public string? this[string key] =>
        Json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
