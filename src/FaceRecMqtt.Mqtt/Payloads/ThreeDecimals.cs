using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Writes a number with at most three decimals; what is not finite becomes null.</summary>
internal sealed class ThreeDecimals : JsonConverter<double>
{
    /// <summary>At most three decimals, and no minus before a zero.</summary>
    public static double Round(double value) => Math.Round(value, 3, MidpointRounding.AwayFromZero) + 0.0;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(Round(value));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
