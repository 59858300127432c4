using System.Text.Json.Nodes;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Whether an entity may be used, by what is said on its availability topics.</summary>
internal sealed class Availability
{
    private static readonly string[] Modes = ["all", "any", "latest"];

    private static readonly string[] Keys = ["topic", "payload_available", "payload_not_available", "value_template"];

    private readonly Dictionary<string, (string On, string Off, string? Template)> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _said = new(StringComparer.Ordinal);
    private readonly string _mode;
    private bool _latest;

    /// <summary>What a configuration says of it.</summary>
    /// <param name="config">The component's configuration.</param>
    /// <param name="before">What was heard so far; null at first.</param>
    public Availability(JsonObject config, Availability? before)
    {
        _mode = (string?)config["availability_mode"] ?? "latest";
        foreach (var item in Items(config))
        {
            _items[(string)item["topic"]!] = (
                (string?)item["payload_available"] ?? "online", (string?)item["payload_not_available"] ?? "offline", (string?)item["value_template"]);
        }

        if (before is not null)
        {
            _latest = before._latest;
            _said = before._said;
        }
    }

    public IEnumerable<string> Topics => _items.Keys;

    public bool IsAvailable => _items.Count == 0 || _mode switch
    {
        "all" => _items.Keys.All(topic => _said.GetValueOrDefault(topic)),
        "any" => _items.Keys.Any(topic => _said.GetValueOrDefault(topic)),
        _ => _latest,
    };

    /// <exception cref="SchemaError">Keys that do not go together or are not known.</exception>
    public static void Check(JsonObject config, string where)
    {
        if (config["availability"] is not null && config["availability_topic"] is not null)
        {
            throw new SchemaError("two or more values in the same group of exclusion 'availability' @ data[<availability>]");
        }

        var at = 0;
        foreach (var item in Items(config).Where(_ => config["availability"] is not null))
        {
            DeviceSchema.Known(item, Keys, $"{where}['availability'][{at}]");
            DeviceSchema.Required(item, "topic", $"{where}['availability'][{at++}]");
        }

        if ((string?)config["availability_mode"] is { } mode && !Modes.Contains(mode))
        {
            throw new SchemaError($"value must be one of {Slug.Listed(Modes)} for dictionary value @ {where}['availability_mode']");
        }
    }

    /// <summary>Hears what is said on one of its topics.</summary>
    public void Hear(string topic, string payload, Action<string, string> log)
    {
        var (on, off, template) = _items[topic];
        var word = template is null ? payload : Template.Parse(template).Render(Variables.Of(payload), log);
        if (word == on || word == off)
        {
            _said[topic] = _latest = word == on;
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject config) => config["availability"] switch
    {
        JsonArray list => list.Select(item => item!.AsObject()),
        JsonObject one => [one],
        _ when (string?)config["availability_topic"] is { } topic => [Old(config, topic)],
        _ => [],
    };

    private static JsonObject Old(JsonObject config, string topic)
    {
        var item = new JsonObject { ["topic"] = topic };
        foreach (var (from, to) in ((string, string)[])[("payload_available", "payload_available"), ("payload_not_available", "payload_not_available"), ("availability_template", "value_template")])
        {
            if (config[from] is { } value)
            {
                item[to] = value.DeepClone();
            }
        }

        return item;
    }
}
