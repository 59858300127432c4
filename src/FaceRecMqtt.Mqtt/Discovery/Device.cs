using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>One device with its entities as Home Assistant's device discovery wants it.</summary>
/// <param name="Id">Identifier and root of the unique ids.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Model">What it is.</param>
/// <param name="EntityIdRoot">Start of the entity ids that are proposed.</param>
/// <param name="Entities">All it can have, also what is not offered now.</param>
internal sealed record Device(string Id, string Name, string Model, string EntityIdRoot, IReadOnlyList<Entity> Entities)
{
    /// <summary>Name of the program that Home Assistant is told.</summary>
    public const string Origin = "FaceRecMqtt";

    /// <summary>Identifier of the device it hangs on; null for the node itself.</summary>
    public string? Via { get; init; }

    /// <summary>The configuration's bytes.</summary>
    public byte[] ToConfig(MqttOptions options)
    {
        var device = new JsonObject
        {
            ["identifiers"] = new JsonArray(JsonValue.Create(Id)),
            ["name"] = Name,
            ["manufacturer"] = Origin,
            ["model"] = Model,
            ["sw_version"] = options.Version,
        };
        device.AddIfSet("via_device", Via);
        var components = new JsonObject();
        foreach (var entity in Entities)
        {
            components[entity.Key] = entity.ToJson(Id, EntityIdRoot);
        }

        // No other key at the root: Home Assistant refuses the whole payload for one it does not know.
        var config = new JsonObject
        {
            ["device"] = device,
            ["origin"] = new JsonObject { ["name"] = Origin, ["sw_version"] = options.Version },
            ["components"] = components,
        };
        return JsonBytes.Write(writer => config.WriteTo(writer, PayloadJson.Form.Options));
    }
}
