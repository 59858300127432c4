using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Keeps Home Assistant's devices as they should be: the node, then its cameras and the people it knows. Safe on any thread.</summary>
public sealed class HomeAssistantDevices
{
    /// <summary>Home Assistant loses components of a configuration that comes again while it still works on the last one.</summary>
    internal static readonly TimeSpan Spacing = TimeSpan.FromSeconds(2);

    private readonly MqttOptions _options;
    private readonly NodeTopics _topics;
    private readonly Outbox _outbox;
    private readonly Func<string, bool> _offers;
    private readonly DeviceIds _ids;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cameras = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PersonDescription> _people = new(StringComparer.Ordinal);
    private bool _isDescribed;
    private bool _arePeopleDescribed;

    /// <summary>Devices of which nothing was said yet.</summary>
    /// <param name="options">The node's names.</param>
    /// <param name="topics">The node's topics.</param>
    /// <param name="outbox">Carries the configurations.</param>
    /// <param name="offers">Whether a command exists and is allowed: what Home Assistant may not do it does not show.</param>
    internal HomeAssistantDevices(MqttOptions options, NodeTopics topics, Outbox outbox, Func<string, bool> offers)
    {
        (_options, _topics, _outbox, _offers) = (options, topics, outbox, offers);
        _ids = new DeviceIds(options);
    }

    internal string AllConfigs => _ids.AllConfigs;

    /// <summary>Says what there is besides people; only devices whose configuration changed are published, those that are gone are removed.</summary>
    /// <param name="backends">Names of all backends; every active one must be among them.</param>
    /// <param name="cameras">All cameras.</param>
    /// <param name="hasNpu">Whether a backend computes on an NPU, so that its state is of interest.</param>
    public void Describe(IReadOnlyList<string> backends, IReadOnlyList<CameraDescription> cameras, bool hasNpu = false)
    {
        lock (_gate)
        {
            foreach (var gone in _cameras.Except(cameras.Select(camera => camera.Name)).ToArray())
            {
                ForgetCamera(gone);
            }

            _isDescribed = true;
            _cameras.UnionWith(cameras.Select(camera => camera.Name));
            // The node first: a camera that hangs on a device nobody knows makes a nameless one.
            Publish(NodeDevice.Of(_options, _ids, _topics, backends, hasNpu, _offers), StateOrder.Discovery);
            foreach (var camera in cameras)
            {
                Publish(CameraDevice.Of(_ids, _topics, camera, _offers), StateOrder.Discovery);
            }
        }
    }

    /// <summary>Says whom the node knows, after <see cref="Describe"/>; only who is new or renamed is published, who is gone is removed.</summary>
    /// <param name="people">Everybody.</param>
    public void DescribePeople(IReadOnlyList<PersonDescription> people)
    {
        lock (_gate)
        {
            foreach (var gone in _people.Keys.Except(people.Select(person => person.Id)).ToArray())
            {
                ForgetPerson(gone);
            }

            _arePeopleDescribed = true;
            foreach (var person in people.Where(person => _people.GetValueOrDefault(person.Id) != person))
            {
                _people[person.Id] = person;
                Publish(PersonDevice.Of(_ids, _topics, person), StateOrder.People);
            }
        }
    }

    /// <summary>Whether everything was described: before that nobody knows what is stale.</summary>
    internal bool IsDescribed
    {
        get
        {
            lock (_gate)
            {
                return _isDescribed && _arePeopleDescribed;
            }
        }
    }

    /// <summary>Whether a retained message is this node's own: about one of its cameras or people, or the configuration of one of its devices.</summary>
    internal bool IsOurs(IncomingMessage message) =>
        _topics.CameraIn(message.Topic) is not null || _topics.PersonIn(message.Topic) is not null || OwnConfigs.Includes(message.Payload, _ids.Node);

    /// <summary>Whether one of our own topics belongs to a device, camera or person that the node has.</summary>
    internal bool IsWanted(string topic)
    {
        lock (_gate)
        {
            return _topics.CameraIn(topic) is { } camera ? _cameras.Contains(camera)
                : _topics.PersonIn(topic) is { } person ? _people.ContainsKey(person)
                : _published.ContainsKey(topic);
        }
    }

    /// <summary>Topic of the configuration that a value of a camera or a person belongs to; null for any other topic.</summary>
    internal string? ConfigOf(string topic) => _options.DiscoveryPrefix is null ? null
        : _topics.CameraIn(topic) is { } camera ? _ids.ConfigTopic(_ids.Camera(camera))
        : _topics.PersonIn(topic) is { } person ? _ids.ConfigTopic(_ids.Person(person)) : null;

    private void Publish(Device device, StateOrder order)
    {
        if (_options.DiscoveryPrefix is null)
        {
            return;
        }

        var topic = _ids.ConfigTopic(device.Id);
        var config = device.ToConfig(_options);
        if (_published.TryGetValue(topic, out var last) && last.AsSpan().SequenceEqual(config))
        {
            return;
        }

        _published[topic] = config;
        _outbox.Post(new OutgoingMessage(topic, config, MessageKind.State) { Spacing = Spacing, Order = order });
    }

    private void ForgetCamera(string camera)
    {
        _cameras.Remove(camera);
        var topics = _topics.Camera(camera);
        Forget(
            _ids.Camera(camera),
            [topics.State, topics.Identity, topics.Similarity, topics.PreNorm, topics.Faces, topics.Present, topics.Face, topics.Snapshot, topics.Settings]);
    }

    private void ForgetPerson(string person)
    {
        _people.Remove(person);
        Forget(_ids.Person(person), [_topics.Person(person).State]);
    }

    // The device first: entities that still live would read the emptied topics as faults.
    private void Forget(string device, string[] values)
    {
        var config = _ids.ConfigTopic(device);
        if (_published.Remove(config))
        {
            _outbox.Clear(config);
        }

        foreach (var topic in values)
        {
            _outbox.Clear(topic, after: config);
        }
    }
}
