using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.Hosting;

/// <summary>Names and prefixes are remembered over starts, so that what was left under them can be found.</summary>
public sealed class KeptNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void First_start_and_unchanged_names_have_nothing_former()
    {
        for (var start = 0; start < 3; start++)
        {
            var options = Start("facerec", "edge", "homeassistant");
            Assert.Empty(options.FormerNames);
            Assert.Empty(options.FormerPrefixes);
        }
    }

    [Fact]
    public void Every_earlier_name_and_prefix_is_former_and_the_one_in_use_is_not()
    {
        Start("facerec", "edge", "homeassistant");
        Start("facerec", "hall", "homeassistant");
        var options = Start("home/faces", "hall", "ha");
        Assert.Equal([new("facerec", "edge"), new("facerec", "hall")], options.FormerNames);
        Assert.Equal(["homeassistant"], options.FormerPrefixes);
        options = Start("facerec", "edge", null);
        Assert.Equal([new("facerec", "hall"), new("home/faces", "hall")], options.FormerNames);
        Assert.Equal(["homeassistant", "ha"], options.FormerPrefixes);
    }

    [Fact]
    public void Only_the_last_ones_are_kept()
    {
        for (var start = 0; start < 50; start++)
        {
            Start("facerec", $"n{start}", $"p{start}");
        }

        var options = Start("facerec", "new", "new");
        Assert.Equal(KeptNames.Most, options.FormerNames.Count);
        Assert.Equal(KeptNames.Most, options.FormerPrefixes.Count);
        Assert.Equal("n49", options.FormerNames[^1].Node);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"names":[null,{"base_topic":null,"node":"a"},{"base_topic":"#","node":"a"},{"base_topic":"a","node":"+"}],"prefixes":[null,"","a/#","/a"]}""")]
    public void Damaged_file_is_as_none(string text)
    {
        File.WriteAllText(_folder.File("names.json"), text);
        var options = Start("facerec", "edge", "homeassistant");
        Assert.Empty(options.FormerNames);
        Assert.Empty(options.FormerPrefixes);
        Assert.Equal([new("facerec", "edge")], Start("facerec", "hall", "homeassistant").FormerNames);
    }

    private MqttOptions Start(string baseTopic, string node, string? prefix) =>
        KeptNames.Remember(_folder.Path, new MqttOptions { BaseTopic = baseTopic, Node = node, NodeId = "7f3a", DiscoveryPrefix = prefix });
}
