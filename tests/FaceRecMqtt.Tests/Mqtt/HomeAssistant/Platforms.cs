using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Makes, changes and removes what configurations describe.</summary>
internal sealed class Platforms(HomeAssistantCore core)
{
    private readonly Dictionary<(string Platform, string Id), MqttEntity> _entities = [];
    private readonly Dictionary<(string Platform, string Id), (Component Component, RegistryDevice Device)> _triggers = [];

    public IEnumerable<MqttEntity> Entities => _entities.Values;

    public bool Knows((string Platform, string Id) hash) => _entities.ContainsKey(hash) || _triggers.ContainsKey(hash);

    /// <summary>Components that a topic announced.</summary>
    public IEnumerable<Component> Of(string topic) =>
        _entities.Values.Select(entity => entity.Component).Concat(_triggers.Values.Select(trigger => trigger.Component)).Where(component => component.Topic == topic);

    public void Add(Component component)
    {
        if (!IsGood(component))
        {
            return;
        }

        if (component.Platform == "device_automation")
        {
            var device = core.Registry.Update(component.Config!["device"]!.AsObject());
            device.Triggers[component.Id] = ((string)component.Config["type"]!, (string)component.Config["subtype"]!);
            _triggers[component.Hash] = (component, device);
            return;
        }

        var unique = (string)component.Config!["unique_id"]!;
        if (_entities.Values.FirstOrDefault(known => known.Entry.Platform == component.Platform && known.Entry.UniqueId == unique) is { } other)
        {
            core.Journal.Error($"components.{component.Platform}", $"Platform mqtt does not generate unique IDs. ID {unique} already exists - ignoring {other.Entry.EntityId}");
            return;
        }

        NoteDropped(component);
        Attach(component, unique);
    }

    public void Update(Component component)
    {
        if (_triggers.TryGetValue(component.Hash, out var trigger))
        {
            UpdateTrigger(component, trigger.Device);
            return;
        }

        var entity = _entities[component.Hash];
        if ((bool?)component.Config?["migrate_discovery"] == true)
        {
            Unload(component, entity);
        }
        else if (entity.Component.Topic != component.Topic)
        {
            core.Journal.Warning(
                "components.mqtt.entity",
                $"Received a conflicting MQTT discovery message for entity {entity.Entry.EntityId}; the entity was previously discovered on topic {entity.Component.Topic} from "
                + $"{entity.Component.From}; the conflicting discovery message was received on topic {component.Topic} from {component.From}");
        }
        else if (component.Config is null)
        {
            core.Journal.Info("components.mqtt.entity", $"Removing component: {entity.Entry.EntityId}");
            Drop(component, entity);
            core.Registry.Remove(entity.Entry);
        }
        else if (!JsonNode.DeepEquals(component.Config, entity.Component.Config) && IsGood(component))
        {
            Change(component, entity);
        }
    }

    private void Change(Component component, MqttEntity entity)
    {
        core.Journal.Info("components.mqtt.entity", $"Updating component: {entity.Entry.EntityId}");
        var name = entity.Entry.Device!.Name;
        entity.Entry.Device = core.Registry.Update(component.Config!["device"]!.AsObject());
        entity.Update(component);
        entity.Entry.Capabilities = entity.Capabilities();
        foreach (var other in Entities.Where(other => other.Entry.Device == entity.Entry.Device && other != entity && name != entity.Entry.Device.Name))
        {
            other.Write();
        }
    }

    private void Unload(Component component, MqttEntity entity)
    {
        core.Journal.Info(
            "components.mqtt.entity",
            $"Migration to MQTT device discovery schema started for entity {entity.Entry.EntityId} from {entity.Component.From} on topic {component.Topic}");
        core.Journal.Info("components.mqtt.entity", $"Unloading component: {entity.Entry.EntityId}");
        Drop(component, entity);
    }

    private void Drop(Component component, MqttEntity entity)
    {
        entity.Detach();
        _entities.Remove(component.Hash);
        core.States.Remove(entity.Entry.EntityId);
    }

    private void UpdateTrigger(Component component, RegistryDevice device)
    {
        if (component.Config is not null)
        {
            return;
        }

        core.Journal.Info("components.mqtt.device_trigger", $"Removing trigger: ('{component.Platform}', '{component.Id}')");
        _triggers.Remove(component.Hash);
        device.Triggers.Remove(component.Id);
        core.Registry.RemoveEmpty(device);
    }

    private bool IsGood(Component component)
    {
        try
        {
            new ComponentSchema(core.IsNew).Check(component.Platform, component.Config!);
            return true;
        }
        catch (SchemaError error)
        {
            core.Journal.Error(
                "components.mqtt.entity", $"Error '{error.Message}' when processing MQTT discovery message topic: '{component.Topic}', message: '{component.Config!.ToJsonString()}'");
            return false;
        }
    }

    private void Attach(Component component, string unique)
    {
        if (!component.IsRetained && component.Config!["device"]!["via_device"] is { } via && !core.Registry.Devices.Exists(device => device.Identifier == (string?)via && device.Name is not null))
        {
            core.Complaints.Add($"{component.Id} hangs on {via}, which nobody described");
        }

        var device = core.Registry.Update(component.Config!["device"]!.AsObject());
        var name = component.Config.ContainsKey("name") ? (string?)component.Config["name"] : MqttEntity.NameOf(component);
        var entry = core.Registry.Find(component.Platform, unique) ?? Enter(component, unique, device, name);
        (entry.Device, entry.OriginalName, entry.Category) = (device, name, (string?)component.Config["entity_category"]);
        if (entry is { Platform: "sensor" or "binary_sensor", Category: "config" })
        {
            core.Journal.Error(
                $"components.{entry.Platform}",
                $"Error adding entity {entry.EntityId} for domain {entry.Platform} with platform mqtt",
                $"homeassistant.exceptions.HomeAssistantError: Entity {entry.EntityId} cannot be added as the entity category is set to config");
            return;
        }

        var entity = EntityMaker.Make(core, component, entry);
        entry.Capabilities = entity.Capabilities();
        _entities[component.Hash] = entity;
        if (entry.IsDisabled)
        {
            return;
        }

        if (core.SavedOf(entry.EntityId) is { } saved)
        {
            entity.Restore(saved);
        }

        entity.Attach();
    }

    private RegistryEntry Enter(Component component, string unique, RegistryDevice device, string? name)
    {
        var wanted = (core.IsNew ? ((string?)component.Config!["default_entity_id"])?.Split('.')[^1] : (string?)component.Config!["object_id"])
            ?? Slug.Of(name is null ? device.Name! : $"{device.Name} {name}");
        var id = $"{component.Platform}.{wanted}";
        for (var number = 2; core.Registry.Entries.Exists(other => other.EntityId == id); number++)
        {
            id = $"{component.Platform}.{wanted}_{number}";
        }

        var entry = new RegistryEntry
        {
            EntityId = id,
            Platform = component.Platform,
            Key = component.Key,
            UniqueId = unique,
            IsDisabled = (bool?)component.Config["enabled_by_default"] == false,
        };
        core.Registry.Entries.Add(entry);
        return entry;
    }

    private void NoteDropped(Component component)
    {
        foreach (var key in KnownKeys.Dropped(component.Platform, component.Config!.Select(member => member.Key)))
        {
            core.Complaints.Add($"{component.Id}: {component.Platform} knows no {key}");
        }
    }
}
