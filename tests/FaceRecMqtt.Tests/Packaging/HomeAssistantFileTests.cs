using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Tests.Mqtt.Discovery;
using FaceRecMqtt.Tests.Packaging.Support;
using YamlDotNet.RepresentationModel;

namespace FaceRecMqtt.Tests.Packaging;

/// <summary>Blueprints and dashboard fit Home Assistant's form and the entities that this program announces.</summary>
public sealed partial class HomeAssistantFileTests
{
    public static TheoryData<string> Blueprints { get; } = [.. RepositoryFiles.All.Where(file => file.StartsWith("blueprints/", StringComparison.Ordinal))];

    // Of a node `edge` with a camera `front_door` and a person with the id `anna`.
    private static IReadOnlyList<(string Entity, string? Kind)> Announced { get; } = Announce();

    // Words of Home Assistant's templates that the blueprints use.
    private static readonly string[] Language = ["is", "not", "none", "in", "and", "or", "if", "else", "default", "true", "float", "string", "count", "mapping", "state_attr", "timedelta", "as_timedelta"];

    private static IReadOnlyList<string> AnnouncedEventTypes { get; } =
    [
        .. from message in new Announcer().Say(["cpu"], Announcer.Cameras("front_door"))
           from component in JsonNode.Parse(message.Payload.Span)!["components"]!.AsObject()
           where component.Value!["event_types"] is not null
           from type in component.Value["event_types"]!.AsArray()
           select (string)type!,
    ];

    private static List<(string Entity, string? Kind)> Announce()
    {
        var announcer = new Announcer();
        var messages = announcer.Say(["cpu"], Announcer.Cameras("front_door")).Concat(announcer.SayPeople(new PersonDescription("anna", "Anna")));
        return [.. from message in messages
                   from component in JsonNode.Parse(message.Payload.Span)!["components"]!.AsObject()
                   where component.Value!["default_entity_id"] is not null
                   select ((string)component.Value!["default_entity_id"]!, (string?)component.Value["device_class"])];
    }

    [Fact]
    public void There_are_three_blueprints() => Assert.Equal(3, Blueprints.Count);

    [Theory]
    [MemberData(nameof(Blueprints))]
    public void Blueprint_has_the_form_of_an_automation(string file)
    {
        var root = Yaml.Read(file);
        Assert.Empty(root.Keys().Except(["blueprint", "mode", "max", "max_exceeded", "triggers", "variables", "conditions", "actions"]));
        var blueprint = root.Section("blueprint");
        Assert.Equal("automation", blueprint.Text("domain"));
        Assert.NotEmpty(blueprint.Text("name"));
        Assert.NotEmpty(blueprint.Text("description"));
        Assert.All(root.Items("triggers"), trigger => Assert.Equal("state", trigger.Text("trigger")));
        foreach (var (name, input) in blueprint.Section("input").Children)
        {
            Assert.NotEmpty(input.Text("name"));
            Assert.True(input.At("selector") is YamlMappingNode { Children.Count: 1 }, $"{name}: one selector");
        }
    }

    [Theory]
    [MemberData(nameof(Blueprints))]
    public void Every_input_is_used_and_every_used_one_exists(string file)
    {
        var root = Yaml.Read(file);
        var used = root.Values().Where(value => value.Tag == "!input").Select(value => value.Value!);
        Assert.Equal(root.Section("blueprint").Section("input").Keys().Order(), used.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Blueprints))]
    public void Entities_that_can_be_chosen_are_ours(string file)
    {
        foreach (var filter in Yaml.Read(file).Section("blueprint").Section("input").Children.Values
                     .Select(input => input.Section("selector").At("entity")).OfType<YamlMappingNode>().SelectMany(entity => entity.Items("filter")))
        {
            Assert.Equal("mqtt", filter.Text("integration"));
            Assert.Contains(Announced, entity => entity.Entity.StartsWith(filter.Text("domain") + ".", StringComparison.Ordinal)
                && (filter.At("device_class") is null || entity.Kind == filter.Text("device_class")));
        }
    }

    [Theory]
    [MemberData(nameof(Blueprints))]
    public void Variables_of_templates_are_set(string file)
    {
        var root = Yaml.Read(file);
        var known = ((root.At("variables") as YamlMappingNode)?.Keys() ?? []).Append("trigger").Concat(Language).ToHashSet();
        foreach (var template in Templates(root.Values()))
        {
            // Of what is written after a dot or in quotes the other tests know.
            Assert.All(Roots().Matches(Quoted().Replace(template, "''")), match => Assert.Contains(match.Value, known));
        }
    }

    [Theory]
    [MemberData(nameof(Blueprints))]
    public void Attributes_of_events_are_those_of_the_event(string file)
    {
        var root = Yaml.Read(file);
        var said = JsonNode.Parse(RepositoryFiles.Read("tests/FaceRecMqtt.Tests/Mqtt/Payloads/golden/event-recognized.json"))!;
        foreach (var path in Templates(root.Values()).SelectMany(template => Attributes().Matches(template)).Select(match => match.Groups[1].Value))
        {
            JsonNode? node = said;
            foreach (var key in path.Split('.'))
            {
                Assert.True(node is JsonObject && node.AsObject().TryGetPropertyValue(key, out node), $"{path}: an event has no {key}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Blueprints))]
    public void Types_of_events_are_announced(string file)
    {
        foreach (var comparison in Templates(Yaml.Read(file).Values()).SelectMany(template => EventTypes().Matches(template)))
        {
            var words = Quoted().Matches(comparison.Groups[1].Value).Select(match => match.Value.Trim('\'')).ToList();
            Assert.NotEmpty(words);
            Assert.Empty(words.Except(AnnouncedEventTypes));
        }
    }

    [Fact]
    public void Blueprints_of_events_look_at_their_type_and_attributes()
    {
        // Else the two tests above would look at nothing.
        var templates = RepositoryFiles.All.Where(file => file.StartsWith("blueprints/", StringComparison.Ordinal)).SelectMany(file => Templates(Yaml.Read(file).Values())).ToList();
        Assert.Equal(2, templates.Sum(template => EventTypes().Count(template)));
        Assert.True(templates.Sum(template => Attributes().Count(template)) >= 9);
    }

    [Fact]
    public void Entities_of_the_dashboard_are_announced()
    {
        var text = RepositoryFiles.Read("docs/home-assistant/dashboard.yaml");
        _ = Yaml.Read("docs/home-assistant/dashboard.yaml");
        var used = EntityIds().Matches(text).Select(match => match.Value).Distinct().ToList();
        Assert.True(used.Count > 10);
        Assert.Empty(used.Except(Announced.Select(entity => entity.Entity)));
    }

    [Fact]
    public void Every_YAML_file_can_be_read()
    {
        foreach (var file in RepositoryFiles.All.Where(file => Path.GetExtension(file) is ".yaml" or ".yml"))
        {
            Assert.NotEmpty(Yaml.Read(file).Children);
        }
    }

    [GeneratedRegex(@"\b(sensor|binary_sensor|event|image|switch|number|select)\.[a-z0-9_]+\b")]
    private static partial Regex EntityIds();

    private static IEnumerable<string> Templates(IEnumerable<YamlScalarNode> values) => values.SelectMany(value => Expressions().Matches(value.Value!)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{\{(.*?)\}\}")]
    private static partial Regex Expressions();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![.\w])[A-Za-z_]\w*")]
    private static partial Regex Roots();

    [GeneratedRegex(@"attributes\.([\w.]+)")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"event_type (?:==|in) ('[^']*'|\[[^\]]*\])")]
    private static partial Regex EventTypes();
}
