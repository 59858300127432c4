using System.Text;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Tests.Mqtt.Session;

/// <summary>Only what provably is this node's is cleared under a name it had before.</summary>
public sealed class FormerTopicsTests
{
    private readonly FormerTopics _former = new(
        new MqttOptions { Node = "hall", NodeId = "7f3a", FormerNames = [new("facerec", "edge"), new("facerec", "hall")] }, new NodeTopics("facerec", "hall"));

    [Fact]
    public void Everything_beside_our_info_is_ours_and_the_info_goes_last()
    {
        string[] topics = ["facerec/edge/state", "facerec/edge/person/anna/state", "facerec/edge/camera/front/snapshot", "facerec/edge/health", "facerec/edge/info"];
        Assert.All(topics, topic => Assert.True(Take(topic, """{"node_id":"7f3a"}""")));
        Assert.All(topics, topic => Assert.True(_former.IsOurs(topic)));
        Assert.Equal(["facerec/edge/info"], topics.Where(_former.IsProof));
    }

    [Theory]
    [InlineData("""{"node_id":"other"}""")]
    [InlineData("nothing")]
    public void What_another_node_says_by_now_stays(string info)
    {
        Assert.True(Take("facerec/edge/state", "online"));
        Assert.True(Take("facerec/edge/info", info));
        Assert.False(_former.IsOurs("facerec/edge/state"));
        Assert.False(_former.IsOurs("facerec/edge/info"));
    }

    [Fact]
    public void Without_an_info_nothing_is_ours()
    {
        Assert.True(Take("facerec/edge/person/anna/state", "{}"));
        Assert.False(_former.IsOurs("facerec/edge/person/anna/state"));
    }

    [Theory]
    [InlineData("facerec/hall/state")]
    [InlineData("facerec/hall/person/anna/state")]
    [InlineData("facerec/edge2/state")]
    [InlineData("facerec/edge/command/ping")]
    [InlineData("homeassistant/device/facerec_7f3a/config")]
    public void Other_topics_are_of_no_former_name(string topic)
    {
        Assert.False(Take(topic, "x"));
        Assert.Null(_former.IsOurs(topic));
    }

    [Fact]
    public void It_is_looked_for_under_former_names_only() =>
        Assert.All(_former.Filters, filter => Assert.StartsWith("facerec/edge/", filter, StringComparison.Ordinal));

    private bool Take(string topic, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        return _former.Take(new IncomingMessage(topic, payload, payload.Length, true));
    }
}
