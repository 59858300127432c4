using System.Globalization;
using System.Text.RegularExpressions;
using FaceRecMqtt.Node.Configuration.Schema;
using FaceRecMqtt.Tests.Packaging.Support;
using YamlDotNet.RepresentationModel;

namespace FaceRecMqtt.Tests.Packaging;

/// <summary>The app's options are keys of the configuration, and every one is explained in every language.</summary>
public sealed partial class AppOptionTests
{
    private static readonly YamlMappingNode Schema = Yaml.Read("ha-addon/config.yaml").Section("schema");

    public static TheoryData<string> Options { get; } = [.. Leaves(Schema, "").Select(leaf => leaf.Path)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Option_is_a_key_of_the_configuration_with_the_same_range(string path)
    {
        var type = Leaves(Schema, "").Single(leaf => leaf.Path == path).Type;
        var key = KeyOf(path);
        Assert.Matches(Element(), type);
        Assert.Equal(key.Setting.Required, !type.EndsWith('?') && path != "backends.name");
        var (word, arguments) = Split(type);
        switch (key.Kind)
        {
            case SettingKind.Switch:
                Assert.Equal("bool", word);
                break;
            case SettingKind.Whole or SettingKind.Number or SettingKind.Duration:
                Assert.Equal(key.Kind is SettingKind.Whole ? "int" : "float", word);
                Assert.Equal([key.Setting.Min, key.Setting.Max], arguments.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)));
                break;
            case SettingKind.Choice:
                Assert.Equal("list", word);
                Assert.Equal(key.Choices.Order(), arguments.Split('|').Order());
                break;
            case SettingKind.Secret:
                Assert.Equal("password", word);
                break;
            default:
                Assert.Contains(word, (string[])["str", "match"]);
                break;
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Every_option_is_explained_and_no_other(string language)
    {
        var explained = Yaml.Read($"ha-addon/translations/{language}.yaml").Section("configuration");
        Assert.Equal(Leaves(Schema, "").Select(leaf => leaf.Path).Concat(Sections()).Order(), Explained(explained, "").Order());
        Assert.All(explained.AllNodes.OfType<YamlMappingNode>().Where(node => node.At("description") is not null), node => Assert.EndsWith(".", node.Text("description"), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sections() =>
        Schema.Children.Where(pair => pair.Value is not YamlScalarNode).Select(pair => pair.Key.ToString());

    private static IEnumerable<string> Explained(YamlMappingNode node, string path) => node.Children.SelectMany(pair =>
    {
        Assert.NotEmpty(pair.Value.Text("name"));
        var own = path + pair.Key;
        return pair.Value.At("fields") is YamlMappingNode fields ? Explained(fields, own + ".").Prepend(own) : [own];
    });

    private static IEnumerable<(string Path, string Type)> Leaves(YamlNode node, string path) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(pair => Leaves(pair.Value, path.Length == 0 ? pair.Key.ToString() : $"{path}.{pair.Key}")),
        YamlSequenceNode list => Leaves(Assert.Single(list.Children), path),
        _ => [(path, node.ToString())],
    };

    private static SettingKey KeyOf(string path)
    {
        SettingKey? key = null;
        foreach (var word in path.Split('.'))
        {
            key = (key?.Section ?? SectionSchema.Root).Keys.FirstOrDefault(candidate => candidate.Name == word);
            Assert.NotNull(key);
        }

        return key!;
    }

    private static (string Word, string Arguments) Split(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? (type.TrimEnd('?'), "") : (type[..open], type[(open + 1)..type.LastIndexOf(')')]);
    }

    // Home Assistant's types of options; source: developers.home-assistant, apps/configuration.
    [GeneratedRegex(@"^(str|bool|password|port|email|url|int(\(-?\d*,-?\d*\))?|float(\(-?[\d.]*,-?[\d.]*\))?|match\(.+\)|list\(.+\))\??$")]
    private static partial Regex Element();
}
