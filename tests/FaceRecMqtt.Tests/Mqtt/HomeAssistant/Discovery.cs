using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Reads configurations and hands out what they say, component by component.</summary>
internal sealed partial class Discovery(HomeAssistantCore core)
{
    private const string Logger = "components.mqtt.discovery";

    /// <summary>Until a new entity is there; what is said of it meanwhile waits.</summary>
    private static readonly TimeSpan Adding = TimeSpan.FromMilliseconds(150);

    private static readonly string[] Shared =
        ["availability", "availability_mode", "availability_topic", "availability_template", "payload_available", "payload_not_available", "state_topic", "command_topic"];

    private readonly Dictionary<(string Platform, string Id), Queue<Component>> _pending = [];
    private readonly Queue<Component> _found = [];
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly Platforms _platforms = new(core);
    private long _heard = core.Time.GetTimestamp();

    public IEnumerable<MqttEntity> Entities => _platforms.Entities;

    /// <summary>How long no configuration has come.</summary>
    public TimeSpan Quiet => core.Time.GetElapsedTime(_heard);

    public void Listen()
    {
        // Those of single components first, as Home Assistant does.
        foreach (var platform in Facts.Platforms.Append("device"))
        {
            core.Listen(new Listener($"{core.Prefix}/{platform}/+/config", false, Receive));
            core.Listen(new Listener($"{core.Prefix}/{platform}/+/+/config", false, Receive));
        }
    }

    private void Receive(Message message, string text)
    {
        _heard = core.Time.GetTimestamp();
        var match = Topic().Match(message.Topic[(core.Prefix.Length + 1)..]);
        if (!match.Success)
        {
            core.Journal.Warning(
                Logger,
                $"Received message on illegal discovery topic '{message.Topic}'. The topic contains non allowed characters. For more information see https://www.home-assistant.io/integrations/mqtt/#discovery-topic");
            return;
        }

        NoteSpacing(message);
        var node = match.Groups["node"] is { Success: true, Value: var level } ? level : null;
        var components = match.Groups["platform"].Value == "device"
            ? Device(match.Groups["object"].Value, node, message.Topic, text)
            : Single(match.Groups["platform"].Value, match.Groups["object"].Value, node, message.Topic, text);
        foreach (var component in components.Select(component => component with { IsRetained = message.Retained }))
        {
            if (_pending.TryGetValue(component.Hash, out var queue))
            {
                // A fault of Home Assistant, of every version so far: whatever follows in this configuration is lost.
                queue.Enqueue(component);
                return;
            }

            Process(component);
        }
    }

    private void Process(Component component)
    {
        if (_platforms.Knows(component.Hash))
        {
            _platforms.Update(component);
        }
        else if (component.Config is not null)
        {
            core.Journal.Info(Logger, $"Found new component: {component.Platform} {component.Id} from {component.From}, support URL: {(string?)component.Config["origin"]?["support_url"]}");
            _pending[component.Hash] = new Queue<Component>();
            _found.Enqueue(component);
            core.After(Adding, AddNext);
        }
    }

    private void AddNext()
    {
        var component = _found.Dequeue();
        _platforms.Add(component);
        _pending.Remove(component.Hash, out var waiting);
        foreach (var next in waiting!)
        {
            Process(next);
        }
    }

    private List<Component> Device(string id, string? node, string topic, string text)
    {
        if (text.Length == 0)
        {
            var ours = _platforms.Of(topic).ToList();
            if (ours.Count == 0)
            {
                core.Journal.Warning(Logger, $"No device components to cleanup for {id}, node_id '{node ?? "None"}'");
            }

            return [.. ours.Select(component => component with { Config = null })];
        }

        if (Parse(id, text) is not { } config)
        {
            return [];
        }

        try
        {
            Abbreviations.ExpandDevice(config);
            DeviceSchema.Check(config);
        }
        catch (SchemaError error)
        {
            core.Journal.Warning(Logger, $"Invalid MQTT device discovery payload for {id}, {error.Message}: '{text}'");
            return [];
        }

        return [.. config["components"]!.AsObject().Select(one => new Component((string)one.Value!["platform"]!, one.Key, $"{id} {one.Key}", topic, Whole(config, one.Value.AsObject())))];
    }

    private JsonObject? Whole(JsonObject device, JsonObject component)
    {
        if (component.Count == 1)
        {
            return null;
        }

        var whole = component.DeepClone().AsObject();
        foreach (var key in core.IsNew ? Shared.Concat(["qos", "encoding"]) : Shared)
        {
            if (device[key] is { } value && !whole.ContainsKey(key))
            {
                whole[key] = value.DeepClone();
            }
        }

        whole["device"] = device["device"]!.DeepClone();
        whole["origin"] = device["origin"]!.DeepClone();
        return whole;
    }

    private List<Component> Single(string platform, string id, string? node, string topic, string text)
    {
        var config = text.Length == 0 ? null : Parse(id, text);
        if (text.Length > 0 && config is null)
        {
            return [];
        }

        Abbreviations.ExpandComponent(config);
        return [new Component(platform, id, node is null ? id : $"{node} {id}", topic, config)];
    }

    private JsonObject? Parse(string id, string text)
    {
        if (Variables.TryParse(text, out var json) && json is JsonObject config)
        {
            return config;
        }

        core.Journal.Warning(Logger, $"Unable to parse JSON {id}: '{text}'");
        return null;
    }

    private void NoteSpacing(Message message)
    {
        if (!message.Retained && _last.TryGetValue(message.Topic, out var last) && core.Time.GetElapsedTime(last) < core.Spacing)
        {
            core.Complaints.Add($"{message.Topic} came again within {core.Spacing.TotalSeconds} s");
        }

        _last[message.Topic] = core.Time.GetTimestamp();
    }

    [GeneratedRegex(@"\A(?<platform>\w+)/(?:(?<node>[a-zA-Z0-9_-]+)/)?(?<object>[a-zA-Z0-9_-]+)/config\z")]
    private static partial Regex Topic();
}
