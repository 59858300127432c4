using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Writes a time as ISO 8601 with milliseconds and offset: <c>2026-11-23T06:10:12.345+00:00</c>.</summary>
internal sealed class Timestamp : JsonConverter<DateTimeOffset>
{
    public static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));
}
