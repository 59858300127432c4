using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>An entity as Home Assistant keeps it: what it listens to, what it shows, what it sends.</summary>
internal abstract class MqttEntity
{
    private readonly Dictionary<string, Listener> _listeners = new(StringComparer.Ordinal);
    private Availability _availability;
    private JsonObject _extra = [];

    protected MqttEntity(HomeAssistantCore core, Component component, RegistryEntry entry)
    {
        (Core, Component, Entry) = (core, component, entry);
        _availability = new Availability(Config, null);
    }

    public Component Component { get; private set; }

    public RegistryEntry Entry { get; }

    /// <summary>Filters it listens to.</summary>
    public IEnumerable<string> Filters => _listeners.Values.Select(listener => listener.Filter).Distinct();

    public bool IsAvailable => Core.IsConnected && _availability.IsAvailable && !IsExpired;

    /// <summary>What is kept over a restart; null for nothing.</summary>
    public virtual JsonNode? Saved => null;

    protected HomeAssistantCore Core { get; }

    protected JsonObject Config => Component.Config!;

    protected string Id => Entry.EntityId;

    protected virtual bool IsExpired => false;

    protected virtual bool IsAssumed => false;

    protected virtual JsonObject StateAttributes => [];

    /// <summary>Topics besides availability and attributes: key in the configuration, whether raw, what to do.</summary>
    protected virtual IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics => [];

    private string? Name => Config.ContainsKey("name") ? (string?)Config["name"] : NameOf(Component);

    public static string NameOf(Component component) => (string?)component.Config!["device_class"] is { } type ? Slug.Title(type) : $"MQTT {Slug.Title(component.Platform)}";

    /// <summary>What the registry keeps of it: lists of options and the like.</summary>
    public virtual JsonObject Capabilities() => [];

    public virtual void Restore(JsonNode saved)
    {
    }

    public void Attach()
    {
        Listen();
        Write();
    }

    public void Update(Component component)
    {
        Component = component;
        _availability = new Availability(Config, _availability);
        Listen();
        Write();
    }

    public void Detach()
    {
        foreach (var listener in _listeners.Values)
        {
            Core.Forget(listener);
        }

        _listeners.Clear();
    }

    /// <summary>Shows what it has; an error in the value is logged and leaves the old state.</summary>
    public void Write(Message? cause = null)
    {
        if (Entry.IsDisabled)
        {
            return;
        }

        try
        {
            var isAvailable = IsAvailable;
            var state = isAvailable ? State() ?? "unknown" : "unavailable";
            Core.States.Write(Id, state, Attributes(isAvailable), cause is not null && (bool?)Config["force_update"] == true);
        }
        catch (StateError error)
        {
            Core.Journal.Error(
                "components.mqtt.models",
                $"Exception raised while updating state of {Id}, topic: '{cause?.Topic}' with payload: {PythonText.Bytes(cause?.Payload)}",
                $"ValueError: {error.Message}");
        }
    }

    /// <summary>Does what a user asks of it.</summary>
    /// <param name="action">Without the platform: <c>set_value</c>.</param>
    /// <param name="data">Arguments.</param>
    /// <exception cref="CallError">Home Assistant refuses.</exception>
    public virtual void Call(string action, JsonObject data) => throw new CallError($"Entity {Id} has no action {action}");

    /// <summary>The state; null for unknown.</summary>
    /// <exception cref="StateError">It cannot be shown.</exception>
    protected abstract string? State();

    protected void Send(string payload)
    {
        if ((string?)Config["command_template"] is { } template)
        {
            payload = Template.Parse(template).Render(new Dictionary<string, object?> { ["value"] = payload }, Core.LogTemplate) ?? payload;
        }

        Core.Publish((string)Config["command_topic"]!, payload, (int?)Config["qos"] ?? 0, (bool?)Config["retain"] ?? false);
    }

    /// <summary>What a template makes of a payload; null where it could not, which was logged.</summary>
    protected string? Value(string payload, string template = "value_template") => (string?)Config[template] is { } text
        ? Template.Parse(text).Render(Variables.Of(payload), Core.LogTemplate)
        : payload;

    /// <summary>Whether a text is too long for a state, which is logged.</summary>
    protected bool IsTooLong(string state, Message message)
    {
        if (state.Length <= 255)
        {
            return false;
        }

        Core.Journal.Warning(
            $"components.mqtt.{Entry.Platform}",
            $"Cannot update state for entity {Id} after processing payload on topic {message.Topic}. The requested state ({state.Length}) exceeds "
            + $"the maximum allowed length (255). Fall back to unknown, failed state: {state}");
        return true;
    }

    private JsonObject Attributes(bool isAvailable)
    {
        var attributes = Capabilities();
        foreach (var (key, value) in isAvailable ? StateAttributes.Concat(_extra) : [])
        {
            attributes[key] = value?.DeepClone();
        }

        foreach (var key in (string[])["unit_of_measurement", "device_class", "icon"])
        {
            if (Config[key] is { } value)
            {
                attributes[key] = value.DeepClone();
            }
        }

        if (IsAssumed)
        {
            attributes["assumed_state"] = true;
        }

        attributes["friendly_name"] = Name is { } name ? $"{Entry.Device!.Name} {name}" : Entry.Device!.Name;
        return attributes;
    }

    private void Listen()
    {
        var wanted = new List<(string Slot, string Filter, bool IsRaw, Action<Message, string> Take)>();
        foreach (var topic in _availability.Topics)
        {
            wanted.Add(($"availability {topic}", topic, false, (_, text) => _availability.Hear(topic, text, Core.LogTemplate)));
        }

        foreach (var (key, isRaw, take) in Topics.Append(("json_attributes_topic", false, TakeAttributes)).Where(topic => Config[topic.Key] is not null))
        {
            wanted.Add((key, (string)Config[key]!, isRaw, take));
        }

        foreach (var (slot, old) in _listeners.Where(one => !wanted.Exists(other => other.Slot == one.Key && other.Filter == one.Value.Filter)).ToList())
        {
            _listeners.Remove(slot);
            Core.Forget(old);
        }

        foreach (var (slot, filter, isRaw, take) in wanted.Where(one => !_listeners.ContainsKey(one.Slot)))
        {
            _listeners[slot] = new Listener(filter, isRaw, (message, text) =>
            {
                take(message, text);
                Write(message);
            });
            Core.Listen(_listeners[slot]);
        }
    }

    private void TakeAttributes(Message message, string text)
    {
        if (Value(text, "json_attributes_template") is not { } json)
        {
            return;
        }

        if (!Variables.TryParse(json, out var node))
        {
            Core.Journal.Warning("components.mqtt.entity", $"Erroneous JSON: {json}");
        }
        else if (node is not JsonObject attributes)
        {
            Core.Journal.Warning("components.mqtt.entity", "JSON result was not a dictionary");
        }
        else
        {
            _extra = attributes;
        }
    }
}
