using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceRecMqtt.Node.Configuration.Supervisor;

/// <summary>What the Supervisor answers to <c>GET /services/mqtt</c>; source: developers.home-assistant, supervisor API, "services".</summary>
internal sealed record ServiceAnswer
{
    public string? Result { get; init; }

    public ServiceData? Data { get; init; }

    /// <summary>The service; null where the answer names none.</summary>
    /// <param name="json">The answer's body.</param>
    public static MqttService? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ServiceAnswerJson.Default.ServiceAnswer) is { Result: "ok", Data: { Host.Length: > 0, Port: > 0 and <= 65535 } data }
                ? new MqttService(
                    data.Host,
                    data.Port,
                    string.IsNullOrEmpty(data.Username) ? null : data.Username,
                    string.IsNullOrEmpty(data.Password) ? null : new Secret(data.Password),
                    data.Ssl)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The part that names the broker; the serializer fills it.</summary>
internal sealed class ServiceData
{
    public string? Host { get; init; }

    public int Port { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public bool Ssl { get; init; }
}

/// <summary>Reads without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ServiceAnswer))]
internal sealed partial class ServiceAnswerJson : JsonSerializerContext;
