using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Node.Publishing;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>The publisher with a real gallery and a plain stand-in for the broker; it works when told to.</summary>
internal sealed class PublisherStage : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NodeConfiguration _configuration;
    private Outbox _outbox = null!;
    private MqttNode _mqtt = null!;
    private ReportPublisher _publisher = null!;
    private TimeSpan _born;

    public PublisherStage(PresenceSection presence)
    {
        _configuration = new NodeConfiguration { Presence = presence };
        Gallery = Painted.Gallery(_folder, Clock);
        Start();
    }

    public TwoHands Clock { get; } = new();

    public FaceGallery Gallery { get; private set; }

    public CameraReports Reports { get; private set; } = null!;

    public DecisionAges Ages { get; private set; } = null!;

    /// <summary>What the broker keeps.</summary>
    public Dictionary<string, string> Retained { get; } = new(StringComparer.Ordinal);

    /// <summary>When the publisher wants to work next.</summary>
    public TimeSpan? Due => _publisher.Due is { } due ? _born + due : null;

    public JsonNode? Person(string id) => Retained.TryGetValue($"facerec/edge/person/{id}/state", out var state) ? JsonNode.Parse(state) : null;

    public string? Camera(string camera, string topic) => Retained.GetValueOrDefault($"facerec/edge/camera/{camera}/{topic}");

    /// <summary>Works; returns every message that was sent.</summary>
    public List<OutgoingMessage> Work()
    {
        _publisher.Work();
        return Deliver();
    }

    public List<OutgoingMessage> End()
    {
        _publisher.End();
        return Deliver();
    }

    /// <summary>The node has exactly these cameras; what was said of others is cleared.</summary>
    public void Describe(params string[] cameras)
    {
        _mqtt.Devices.Describe(["cpu"], [.. cameras.Select(camera => new CameraDescription(camera, true))]);
        Deliver();
    }

    /// <summary>Another process on the same data and the same broker.</summary>
    /// <param name="meanwhile">What becomes of the gallery while no process runs.</param>
    public List<OutgoingMessage> StartAgain(Action<FaceGallery>? meanwhile = null)
    {
        Gallery.Dispose();
        Gallery = Painted.Gallery(_folder, Clock);
        meanwhile?.Invoke(Gallery);
        Start();
        // The other publisher of states does so for the cameras.
        foreach (var camera in Retained.Keys.Where(topic => topic.EndsWith("/present", StringComparison.Ordinal)).Select(topic => topic.Split('/')[^2]).ToList())
        {
            _mqtt.Camera(camera).InView(0, []);
        }

        _mqtt.Devices.DescribePeople([.. Gallery.People().Select(person => new PersonDescription(person.Id, person.Name))]);
        var sent = Deliver();
        foreach (var topic in Retained.Keys.Where(topic =>
            _mqtt.Devices.IsOurs(new IncomingMessage(topic, [], 1, true)) && topic.Contains("/person/", StringComparison.Ordinal) && !_mqtt.Devices.IsWanted(topic)).ToList())
        {
            _outbox.Clear(topic);
        }

        return [.. sent, .. Deliver()];
    }

    public void Dispose()
    {
        Gallery.Dispose();
        _folder.Dispose();
    }

    private void Start()
    {
        (_outbox, Reports, Ages, _born) = (new Outbox(10_000, Clock), new CameraReports(), new DecisionAges(), Clock.Passed);
        _mqtt = new MqttNode(
            new MqttOptions { Host = "127.0.0.1", Node = "edge", NodeId = "n1", DiscoveryPrefix = null },
            _outbox,
            new CommandTable([]),
            (_, _) => Task.FromResult<CameraSettings?>(null),
            _ => null,
            Clock,
            NullLoggerFactory.Instance);
        _publisher = new ReportPublisher(Reports, new Discretion(Gallery), _mqtt, () => Retained.Keys.Where(topic => topic.Contains("/camera/", StringComparison.Ordinal)).Select(topic => topic.Split('/')[3]).Distinct().ToList(), Gallery, decided => decided.Event, _configuration, Ages, Clock, NullLoggerFactory.Instance);
        _publisher.Begin();
    }

    private List<OutgoingMessage> Deliver()
    {
        var sent = _outbox.Drain();
        foreach (var message in sent.Where(message => message.Retain))
        {
            if (message.Payload.IsEmpty)
            {
                Retained.Remove(message.Topic);
            }
            else
            {
                Retained[message.Topic] = message.Text();
            }
        }

        return sent;
    }
}
