using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Cases;

/// <summary>Compares what the stand-in did with what the real Home Assistant did.</summary>
internal sealed partial class CaseExpectation(CaseRun run, JsonObject expect)
{
    private readonly List<string> _differences = [];

    /// <summary>Every difference, one line each; empty when there is none.</summary>
    public static IReadOnlyList<string> DifferencesOf(JsonObject recorded)
    {
        var comparison = new CaseExpectation(CaseRun.Of(recorded), recorded["expect"]!.AsObject());
        comparison.Compare();
        return comparison._differences;
    }

    private void Compare()
    {
        var core = run.Core;
        Same("entities", expect["entities"], Entities());
        foreach (var absent in expect["absent"]!.AsArray().Select(name => (string)name!))
        {
            var (platform, key) = (absent.Split('.')[0], absent.Split('.')[1]);
            if (core.Registry.Entries.Exists(entry => entry.Key == key && (platform == "?" || entry.Platform == platform)))
            {
                _differences.Add($"{absent} is there");
            }
        }

        Lines("log", expect["log"], [.. core.Journal.Problems.Select(line => line.ToString())], isAll: true);
        Lines("log_cause", expect["log_cause"], [.. core.Journal.Problems.Select(line => line.Cause).OfType<string>()], isAll: true);
        Lines("info", expect["info"], [.. core.Journal.Lines.Select(line => line.ToString())], isAll: false);
        Same("devices", expect["devices"], Devices());
        Optional("states", States);
        Optional("sent", () => new JsonArray([.. run.Broker.Sent.Select(sent => new JsonObject
        {
            ["topic"] = sent.Topic, ["payload"] = sent.Payload, ["qos"] = sent.Qos, ["retain"] = sent.Retain,
        })]));
        Optional("call_errors", () => new JsonArray([.. run.CallErrors.Select(error => JsonValue.Create(error))]));
        Optional("retained", () => new JsonArray([.. run.Broker.Retained.Keys.Order(StringComparer.Ordinal).Select(topic => JsonValue.Create(topic))]));
        Optional("images", () =>
        {
            var images = new JsonObject();
            foreach (var image in core.Entities.OfType<MqttImage>().Where(image => image.Picture is not null))
            {
                images[$"image.{image.Entry.Key}"] = Convert.ToBase64String(image.Picture!);
            }

            return images;
        });
    }

    private JsonObject Entities()
    {
        var all = new JsonObject();
        foreach (var entry in run.Core.Registry.Entries)
        {
            var state = run.Core.States.Find(entry.EntityId);
            var shown = Shown(entry.Platform, state?.State);
            var one = new JsonObject
            {
                ["state"] = shown,
                ["attributes"] = state?.Attributes.DeepClone() ?? new JsonObject(),
                ["entity_id"] = entry.EntityId,
                ["unique_id"] = entry.UniqueId,
                ["original_name"] = entry.OriginalName,
            };
            if (entry.Category is not null)
            {
                one["entity_category"] = entry.Category;
            }

            if (entry.IsDisabled)
            {
                one["disabled_by"] = "integration";
            }

            var filters = run.Core.Entities.FirstOrDefault(entity => entity.Entry == entry)?.Filters.Order(StringComparer.Ordinal).ToList() ?? [];
            if (filters.Count > 0)
            {
                one["subscribed"] = new JsonArray([.. filters.Select(filter => JsonValue.Create(filter))]);
            }

            if (shown == "<time>" && run.Before.TryGetValue(entry.EntityId, out var before))
            {
                one["kept_over_restart"] = before == state!.Value.State;
            }

            all[$"{entry.Platform}.{entry.Key}"] = one;
        }

        return all;
    }

    private JsonArray Devices() => new([.. run.Core.Registry.Devices.OrderBy(device => device.Identifier, StringComparer.Ordinal).Select(device =>
    {
        var one = new JsonObject { ["identifiers"] = new JsonArray(device.Identifier), ["name"] = device.Name };
        foreach (var (key, value) in device.Info.Where(member => member.Key is not ("identifiers" or "name" or "via_device" or "suggested_area")))
        {
            one[key] = value?.DeepClone();
        }

        if (device.Area is not null)
        {
            one["area"] = device.Area;
        }

        if (device.Triggers.Count > 0)
        {
            one["triggers"] = new JsonArray([.. device.Triggers.Values.Select(trigger => new JsonObject { ["type"] = trigger.Type, ["subtype"] = trigger.Subtype })]);
        }

        one["via"] = device.Via?.Identifier;
        return one;
    })]);

    private JsonObject States()
    {
        var all = new JsonObject();
        foreach (var (entity, states) in run.Core.States.Written)
        {
            var entry = run.Core.Registry.Entries.Find(known => known.EntityId == entity);
            all[entry is null ? entity : $"{entry.Platform}.{entry.Key}"] = new JsonArray([.. states.Select(state =>
                JsonValue.Create(Shown(entity.Split('.')[0], state) is { Length: > 200 } text ? text[..20] + "..." : Shown(entity.Split('.')[0], state)))]);
        }

        return all;
    }

    private static string? Shown(string platform, string? state) =>
        state is not null && platform is "event" or "image" or "button" or "notify" && Moment().IsMatch(state) ? "<time>" : state;

    private void Optional(string what, Func<JsonNode> actual)
    {
        if (expect[what] is { } expected)
        {
            Same(what, expected, actual());
        }
    }

    private void Same(string what, JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject map && actual is JsonObject other)
        {
            foreach (var key in map.Select(member => member.Key).Union(other.Select(member => member.Key)))
            {
                Same($"{what}.{key}", map[key], other[key]);
            }
        }
        else if (!JsonNode.DeepEquals(Plain(expected), Plain(actual)))
        {
            _differences.Add($"{what}: expected {expected?.ToJsonString() ?? "null"}, got {actual?.ToJsonString() ?? "null"}");
        }
    }

    private void Lines(string what, JsonNode? expected, List<string> actual, bool isAll)
    {
        foreach (var part in expected?.AsArray().Select(line => (string)line!) ?? [])
        {
            if (actual.FindIndex(line => line.Contains(part, StringComparison.Ordinal)) is >= 0 and var at)
            {
                actual.RemoveAt(at);
            }
            else
            {
                _differences.Add($"{what} lacks {part}");
            }
        }

        if (isAll)
        {
            _differences.AddRange(actual.Select(line => $"{what} has {line}"));
        }
    }

    // Numbers that are equal shall not differ because one was read and one was made.
    private static JsonNode? Plain(JsonNode? node) => node is null ? null : JsonNode.Parse(node.ToJsonString());

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00\z")]
    private static partial Regex Moment();
}
