using System.Text.Json;
using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Says how the node is. Every call returns at once; safe on any thread.</summary>
public sealed class NodePublisher
{
    private readonly MqttOptions _options;
    private readonly NodeTopics _topics;
    private readonly Outbox _outbox;
    private readonly DateTimeOffset _started;

    internal NodePublisher(MqttOptions options, NodeTopics topics, Outbox outbox, TimeProvider time)
    {
        _options = options;
        _topics = topics;
        _outbox = outbox;
        _started = time.GetUtcNow();
    }

    /// <summary>What the node is and can do.</summary>
    /// <param name="cameras">Names of the cameras.</param>
    /// <param name="commands">What may be commanded.</param>
    /// <param name="configuration">The configuration in force, without secrets; owned by the call.</param>
    public void Info(IReadOnlyList<string> cameras, CommandTable commands, JsonObject configuration)
    {
        var info = new NodeInfo
        {
            Version = _options.Version,
            Node = _options.Node,
            NodeId = _options.NodeId,
            Started = _started,
            Cameras = cameras,
            Commands = commands.Describe(_options.Commands),
            Configuration = configuration,
        };
        _outbox.Post(new OutgoingMessage(_topics.Info, JsonSerializer.SerializeToUtf8Bytes(info, PayloadJson.Form.NodeInfo), MessageKind.State)
        {
            Order = StateOrder.Info,
        });
    }

    /// <summary>Backends, the active one, and a running switch.</summary>
    public void Backend(BackendState state) =>
        State(_topics.Backend, JsonSerializer.SerializeToUtf8Bytes(state, PayloadJson.Form.BackendState));

    /// <summary>The health report.</summary>
    public void Health(HealthReport report) =>
        State(_topics.Health, JsonSerializer.SerializeToUtf8Bytes(report, PayloadJson.Form.HealthReport));

    /// <summary>The settings in force.</summary>
    public void Settings(NodeSettings settings) =>
        State(_topics.Settings, JsonSerializer.SerializeToUtf8Bytes(settings, PayloadJson.Form.NodeSettings));

    /// <summary>Where guided enrolment stands.</summary>
    public void Enroll(EnrollState state) =>
        State(_topics.EnrollState, JsonSerializer.SerializeToUtf8Bytes(state, PayloadJson.Form.EnrollState));

    private void State(string topic, byte[] payload) => _outbox.Post(new OutgoingMessage(topic, payload, MessageKind.State));
}
