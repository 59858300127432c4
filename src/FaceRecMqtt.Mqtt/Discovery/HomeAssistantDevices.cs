using System.Text.Json;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Keeps Home Assistant's devices as they should be: the node, then its cameras.</summary>
public sealed class HomeAssistantDevices
{
    /// <summary>Home Assistant loses components of a configuration that comes again while it still works on the last one.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(2);

    private readonly MqttOptions _options;
    private readonly NodeTopics _topics;
    private readonly Outbox _outbox;
    private readonly DeviceIds _ids;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cameras = new(StringComparer.Ordinal);
    private bool _isDescribed;

    internal HomeAssistantDevices(MqttOptions options, NodeTopics topics, Outbox outbox)
    {
        _options = options;
        _topics = topics;
        _outbox = outbox;
        _ids = new DeviceIds(options);
    }

    internal string AllConfigs => _ids.AllConfigs;

    /// <summary>Says what there is; only devices whose configuration changed are published, those that are gone are removed.</summary>
    /// <param name="backends">Names of all backends; every active one must be among them.</param>
    /// <param name="cameras">All cameras.</param>
    /// <param name="hasNpu">Whether a backend computes on an NPU, so that its state is of interest.</param>
    public void Describe(IReadOnlyList<string> backends, IReadOnlyList<CameraDescription> cameras, bool hasNpu = false)
    {
        lock (_gate)
        {
            foreach (var gone in _cameras.Except(cameras.Select(camera => camera.Name)).ToArray())
            {
                Forget(gone);
            }

            _isDescribed = true;
            _cameras.UnionWith(cameras.Select(camera => camera.Name));
            if (_options.DiscoveryPrefix is null)
            {
                return;
            }

            // The node first: a camera that hangs on a device nobody knows makes a nameless one.
            Publish(NodeDevice.Of(_options, _ids, _topics, backends, hasNpu));
            foreach (var camera in cameras)
            {
                Publish(CameraDevice.Of(_ids, _topics, camera));
            }
        }
    }

    /// <summary>Whether <see cref="Describe"/> was called: before that nobody knows what is stale.</summary>
    internal bool IsDescribed
    {
        get
        {
            lock (_gate)
            {
                return _isDescribed;
            }
        }
    }

    /// <summary>Whether a retained message is this node's own: about one of its cameras or people, or the configuration of one of its devices.</summary>
    internal bool IsOurs(IncomingMessage message) =>
        _topics.CameraIn(message.Topic) is not null || _topics.PersonIn(message.Topic) is not null || IsOurs(message.Payload);

    /// <summary>Whether one of our own topics belongs to a device, a camera or a person that the node has.</summary>
    internal bool IsWanted(string topic)
    {
        if (_topics.PersonIn(topic) is not null)
        {
            return _outbox.Holds(topic);
        }

        lock (_gate)
        {
            return _topics.CameraIn(topic) is { } camera ? _cameras.Contains(camera) : _published.ContainsKey(topic);
        }
    }

    private void Publish(Device device)
    {
        var topic = _ids.ConfigTopic(device.Id);
        var config = device.ToConfig(_options);
        if (_published.TryGetValue(topic, out var last) && last.AsSpan().SequenceEqual(config))
        {
            return;
        }

        _published[topic] = config;
        _outbox.Post(new OutgoingMessage(topic, config, MessageKind.State) { Spacing = Spacing, Order = StateOrder.Discovery });
    }

    private void Forget(string camera)
    {
        _cameras.Remove(camera);
        var config = _ids.ConfigTopic(_ids.Camera(camera));
        if (_published.Remove(config))
        {
            _outbox.Clear(config);
        }

        var topics = _topics.Camera(camera);
        foreach (var topic in (string[])[topics.State, topics.Identity, topics.Similarity, topics.PreNorm, topics.Faces, topics.Present,
            topics.Face, topics.Snapshot, topics.Settings])
        {
            _outbox.Clear(topic);
        }
    }

    /// <summary>Whether a configuration is for a device of this node: ours by its origin, and the node itself or hanging on it.</summary>
    /// <remarks>Not told by the start of its id: another node's id may begin with ours.</remarks>
    private bool IsOurs(byte[] payload)
    {
        try
        {
            using var config = JsonDocument.Parse(payload);
            var device = config.RootElement.GetProperty("device");
            return config.RootElement.GetProperty("origin").GetProperty("name").GetString() == Device.Origin
                && ((device.TryGetProperty("via_device", out var via) && via.GetString() == _ids.Node)
                    || device.GetProperty("identifiers").EnumerateArray().Any(id => id.GetString() == _ids.Node));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }
}
