using System.Collections.Concurrent;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>What the node left under names it had before. Safe on any thread.</summary>
/// <remarks>Another node may bear such a name by now: the retained <c>info</c> tells whose everything beside it is.</remarks>
internal sealed class FormerTopics
{
    private readonly NodeTopics[] _names;
    private readonly string _current;
    private readonly string _nodeId;
    private readonly ConcurrentDictionary<string, bool> _ours = new(StringComparer.Ordinal);

    /// <summary>Topics of which nothing was seen yet.</summary>
    /// <param name="options">The names and the node's id.</param>
    /// <param name="current">The node's topics now, which are never former ones.</param>
    public FormerTopics(MqttOptions options, NodeTopics current)
    {
        _names = [.. options.FormerNames.Select(name => new NodeTopics(name.BaseTopic, name.Node)).Where(topics => topics.Root != current.Root)];
        (_current, _nodeId) = (current.Root + "/", options.NodeId);
    }

    /// <summary>Where to look.</summary>
    public IEnumerable<string> Filters => _names.SelectMany(name => OfNode(name).Append(name.AllCameras).Append(name.AllPeople));

    /// <summary>Looks at a retained message.</summary>
    /// <returns>Whether its topic is one of a former name.</returns>
    public bool Take(IncomingMessage message)
    {
        if (NameOf(message.Topic) is not { } name)
        {
            return false;
        }

        if (message.Topic == name.Info)
        {
            _ours[name.Root] = OwnerCheck.NodeIdIn(message.Payload) == _nodeId;
        }

        return true;
    }

    /// <summary>Whether a topic is of a former name that still is this node's; null where it is of none.</summary>
    public bool? IsOurs(string topic) => NameOf(topic) is { } name ? _ours.GetValueOrDefault(name.Root) : null;

    /// <summary>Whether a topic tells whose the others are, so that it has to go last.</summary>
    public bool IsProof(string topic) => NameOf(topic)?.Info == topic;

    private NodeTopics? NameOf(string topic) => topic.StartsWith(_current, StringComparison.Ordinal)
        ? null
        : Array.Find(_names, name => OfNode(name).Contains(topic) || name.CameraIn(topic) is not null || name.PersonIn(topic) is not null);

    private static string[] OfNode(NodeTopics name) => [name.State, name.Info, name.Backend, name.Health, name.Settings, name.EnrollState];
}
