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
    public void Describe(IReadOnlyList<string> backends, IReadOnlyList<CameraDescription> cameras)
    {
        lock (_gate)
        {
            foreach (var gone in _cameras.Except(cameras.Select(camera => camera.Name)).ToArray())
            {
                Forget(gone);
            }

            _cameras.UnionWith(cameras.Select(camera => camera.Name));
            if (_options.DiscoveryPrefix is null)
            {
                return;
            }

            // The node first: a camera that hangs on a device nobody knows makes a nameless one.
            Publish(NodeDevice.Of(_options, _ids, _topics, backends));
            foreach (var camera in cameras)
            {
                Publish(CameraDevice.Of(_ids, _topics, camera));
            }
        }
    }

    /// <summary>Whether a retained message is this node's own for a device or a camera it no longer has.</summary>
    internal bool IsStale(IncomingMessage message)
    {
        lock (_gate)
        {
            // Before the first description nobody knows what is stale.
            if (_cameras.Count == 0 && _published.Count == 0)
            {
                return false;
            }

            return _topics.CameraIn(message.Topic) is { } camera
                ? !_cameras.Contains(camera)
                : !_published.ContainsKey(message.Topic) && IsOurs(message.Payload);
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
        _outbox.Post(new OutgoingMessage(topic, config, MessageKind.State) { Spacing = Spacing });
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

    /// <summary>Whether a configuration is for a device of this node, told by its identifiers and its origin.</summary>
    private bool IsOurs(byte[] payload)
    {
        try
        {
            using var config = JsonDocument.Parse(payload);
            return config.RootElement.GetProperty("origin").GetProperty("name").GetString() == "FaceRecMqtt"
                && config.RootElement.GetProperty("device").GetProperty("identifiers").EnumerateArray()
                    .Any(id => id.GetString() is { } text && (text == _ids.Node || text.StartsWith(_ids.Node + "_", StringComparison.Ordinal)));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }
}
