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
        var known = (root.At("variables") as YamlMappingNode)?.Keys().ToHashSet() ?? [];
        known.UnionWith(["trigger"]);
        foreach (var template in root.Children.Where(pair => pair.Key.ToString() is not "blueprint").SelectMany(pair => pair.Value.Values()).Select(value => value.Value!)
                     .Where(text => text.Contains("{{", StringComparison.Ordinal)))
        {
            Assert.Contains(Words().Matches(template), word => known.Contains(word.Value));
        }
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

    [GeneratedRegex("[a-z_]+")]
    private static partial Regex Words();
}
