using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FaceRecMqtt.Mqtt.Commands;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>How records become JSON: snake_case, every key always there, names of people readable.</summary>
[JsonSerializable(typeof(NodeInfo))]
[JsonSerializable(typeof(BackendState))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(CameraSettings))]
[JsonSerializable(typeof(CameraStats))]
[JsonSerializable(typeof(NodeSettings))]
[JsonSerializable(typeof(EnrollState))]
[JsonSerializable(typeof(PersonState))]
[JsonSerializable(typeof(IReadOnlyList<PresentFace>), TypeInfoPropertyName = "PresentFaces")]
[JsonSerializable(typeof(CommandDescription))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PayloadJson : JsonSerializerContext
{
    /// <summary>No HTML around here: <c>Zoë</c> and <c>+</c> stay what they are.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PayloadJson Form { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new Timestamp(),
            new JsonStringEnumConverter<HealthStatus>(JsonNamingPolicy.SnakeCaseLower),
            new JsonStringEnumConverter<ArgumentKind>(JsonNamingPolicy.SnakeCaseLower),
        },
    });
}
