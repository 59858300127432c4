using System.Text.Json;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Says where one person is. Every call returns at once; safe on any thread.</summary>
public sealed class PersonPublisher
{
    private readonly PersonTopics _topics;
    private readonly Outbox _outbox;
    private readonly string? _config;

    internal PersonPublisher(PersonTopics topics, Outbox outbox, string? config) => (_topics, _outbox, _config) = (topics, outbox, config);

    /// <summary>Whether the person is here, and when and where they were seen last.</summary>
    public void State(PersonState state) => _outbox.Post(
        new OutgoingMessage(_topics.State, JsonSerializer.SerializeToUtf8Bytes(state, PayloadJson.Form.PersonState), MessageKind.State));

    /// <summary>The person was removed: the broker forgets everything that was said of them, once Home Assistant has forgotten their device.</summary>
    public void Clear() => _outbox.Clear(_topics.State, after: _config);
}
