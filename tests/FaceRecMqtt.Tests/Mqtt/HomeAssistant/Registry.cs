using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>What stays of an entity when Home Assistant is restarted.</summary>
internal sealed class RegistryEntry
{
    public required string EntityId { get; init; }

    public required string Platform { get; init; }

    public required string Key { get; init; }

    public required string UniqueId { get; init; }

    public string? OriginalName { get; set; }

    public string? Category { get; set; }

    public bool IsDisabled { get; set; }

    public RegistryDevice? Device { get; set; }

    public JsonObject Capabilities { get; set; } = [];
}

/// <summary>A device of the registry.</summary>
internal sealed class RegistryDevice(string identifier)
{
    public string Identifier => identifier;

    /// <summary>What it was described with; empty for one that something hangs on and nobody described.</summary>
    public JsonObject Info { get; set; } = [];

    public string? Name => (string?)Info["name"];

    public string? Area { get; set; }

    public RegistryDevice? Via { get; set; }

    /// <summary>Type and subtype of triggers by discovery id.</summary>
    public Dictionary<string, (string Type, string Subtype)> Triggers { get; } = new(StringComparer.Ordinal);
}

/// <summary>Home Assistant's registries of devices and entities; they outlive the program.</summary>
internal sealed class Registry
{
    public List<RegistryDevice> Devices { get; } = [];

    public List<RegistryEntry> Entries { get; } = [];

    public RegistryEntry? Find(string platform, string uniqueId) => Entries.Find(entry => entry.Platform == platform && entry.UniqueId == uniqueId);

    /// <summary>Makes a device or brings it up to date.</summary>
    public RegistryDevice Update(JsonObject info)
    {
        var device = Obtain((string)info["identifiers"]![0]!);
        device.Info = info.DeepClone().AsObject();
        device.Area ??= EntityIdOf((string?)info["suggested_area"]);
        if ((string?)info["via_device"] is { } via)
        {
            // A device that something hangs on and nobody knows is made silently, without a name.
            device.Via = Obtain(via);
        }

        return device;
    }

    /// <summary>Forgets an entity, and its device with the last one.</summary>
    public void Remove(RegistryEntry entry)
    {
        Entries.Remove(entry);
        RemoveEmpty(entry.Device);
    }

    /// <summary>Forgets a device that has nothing left.</summary>
    public void RemoveEmpty(RegistryDevice? device)
    {
        if (device is null || device.Triggers.Count > 0 || Entries.Exists(entry => entry.Device == device))
        {
            return;
        }

        Devices.Remove(device);
        foreach (var hanging in Devices.Where(other => other.Via == device))
        {
            hanging.Via = null;
        }
    }

    private RegistryDevice Obtain(string identifier)
    {
        var device = Devices.Find(known => known.Identifier == identifier);
        if (device is null)
        {
            Devices.Add(device = new RegistryDevice(identifier));
        }

        return device;
    }

    private static string? EntityIdOf(string? name) => name is null ? null : Slug.Of(name);
}
