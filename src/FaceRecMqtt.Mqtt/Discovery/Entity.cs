using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>What every kind of entity has in common in a device's configuration.</summary>
/// <param name="Platform">Home Assistant's word for the kind.</param>
/// <param name="Key">Key of the component, stable.</param>
/// <param name="Name">Short name without the device's.</param>
internal abstract record Entity(string Platform, string Key, string Name)
{
    /// <summary>Every one of them must say online for the entity to be available; empty for always.</summary>
    public IReadOnlyList<string> Availability { get; init; } = [];

    /// <summary><c>config</c> or <c>diagnostic</c>; null for a main entity.</summary>
    public string? Category { get; init; }

    /// <summary><c>mdi:…</c>; null for the default.</summary>
    public string? Icon { get; init; }

    /// <summary>Whether there is such an entity now; else one that may exist from earlier is taken away. Default true.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>The component's JSON.</summary>
    /// <param name="idRoot">Start of the unique id.</param>
    /// <param name="entityIdRoot">Start of the entity id that is proposed.</param>
    /// <remarks>A component that is only left out of a configuration stays; named with its platform alone it goes. It stays so in the
    /// configuration: a Home Assistant that was away must find it too, and to remove what never was is silent.</remarks>
    public JsonObject ToJson(string idRoot, string entityIdRoot)
    {
        if (!IsOffered)
        {
            return new JsonObject { ["platform"] = Platform };
        }

        var json = new JsonObject
        {
            ["platform"] = Platform,
            ["unique_id"] = $"{idRoot}_{Key}",
            ["default_entity_id"] = $"{Platform}.{entityIdRoot}_{Key}",
            ["name"] = Name,
            // Per component: at the root it has no effect before Home Assistant 2026.5.
            ["qos"] = 1,
        };
        if (Category is not null)
        {
            json["entity_category"] = Category;
        }

        if (Icon is not null)
        {
            json["icon"] = Icon;
        }

        if (Availability.Count > 0)
        {
            json["availability"] = new JsonArray([.. Availability.Select(AvailabilityItem)]);
            json["availability_mode"] = "all";
        }

        Fill(json);
        return json;
    }

    /// <summary>Adds what this kind needs.</summary>
    protected abstract void Fill(JsonObject json);

    // A camera also says "disabled", which Home Assistant would pass over.
    private static JsonObject AvailabilityItem(string topic) => new()
    {
        ["topic"] = topic,
        ["value_template"] = "{{ 'online' if value == 'online' else 'offline' }}",
    };
}
