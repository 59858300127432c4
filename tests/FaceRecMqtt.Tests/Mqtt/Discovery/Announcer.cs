using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

/// <summary>A node that announces itself, and what it said.</summary>
internal sealed class Announcer
{
    public Announcer(string node = "edge", string nodeId = "7f3a", string? prefix = "homeassistant", Func<string, bool>? offers = null)
    {
        Options = new MqttOptions { Node = node, NodeId = nodeId, Version = "0.1.0", DiscoveryPrefix = prefix };
        Topics = new NodeTopics("facerec", node);
        Outbox = new Outbox(100, Time);
        Devices = new HomeAssistantDevices(Options, Topics, Outbox, offers ?? (_ => true));
    }

    public MqttOptions Options { get; }

    public NodeTopics Topics { get; }

    public FakeTimeProvider Time { get; } = new();

    public Outbox Outbox { get; }

    public HomeAssistantDevices Devices { get; }

    public static CameraDescription[] Cameras(params string[] names) => [.. names.Select(name => new CameraDescription(name, Snapshots: true))];

    /// <summary>Describes, lets spacing pass, and gives what was published.</summary>
    public List<OutgoingMessage> Say(string[] backends, params CameraDescription[] cameras)
    {
        Devices.Describe(backends, cameras, backends.Any(backend => backend.StartsWith("hailo", StringComparison.Ordinal)));
        Time.Advance(TimeSpan.FromSeconds(2));
        return Outbox.Drain();
    }

    /// <summary>Describes people, lets spacing pass, and gives what was published.</summary>
    public List<OutgoingMessage> SayPeople(params PersonDescription[] people)
    {
        Devices.DescribePeople(people);
        Time.Advance(TimeSpan.FromSeconds(2));
        return Outbox.Drain();
    }

    /// <summary>Everything a node with these cameras and one person says, by the device's id.</summary>
    public Dictionary<string, JsonObject> Configs(params string[] cameras) => Say(["cpu", "hailo-r50"], Cameras(cameras)).Concat(SayPeople(new PersonDescription("anna-2", "Änna")))
        .ToDictionary(message => message.Topic.Split('/')[^2], message => JsonNode.Parse(message.Payload.Span)!.AsObject());
}
