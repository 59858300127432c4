using YamlDotNet.RepresentationModel;

namespace FaceRecMqtt.Tests.Packaging.Support;

/// <summary>YAML as a tree, with the tags of Home Assistant (<c>!input</c>) kept.</summary>
internal static class Yaml
{
    public static YamlMappingNode Read(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(RepositoryFiles.Read(path)));
        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    public static YamlNode? At(this YamlNode node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static YamlMappingNode Section(this YamlNode node, string key) => Assert.IsType<YamlMappingNode>(node.At(key));

    public static string Text(this YamlNode node, string key) => Assert.IsType<YamlScalarNode>(node.At(key)).Value!;

    public static IReadOnlyList<YamlNode> Items(this YamlNode node, string key) => [.. Assert.IsType<YamlSequenceNode>(node.At(key)).Children];

    public static IEnumerable<string> Keys(this YamlMappingNode node) => node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    /// <summary>All single values below a node.</summary>
    public static IEnumerable<YamlScalarNode> Values(this YamlNode node) => node.AllNodes.OfType<YamlScalarNode>();
}
