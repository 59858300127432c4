using System.Text.Json;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Says where one person is. Every call returns at once; safe on any thread.</summary>
public sealed class PersonPublisher
{
    private readonly PersonTopics _topics;
    private readonly Outbox _outbox;

    internal PersonPublisher(NodeTopics topics, string person, Outbox outbox) => (_topics, _outbox) = (topics.Person(person), outbox);

    /// <summary>Whether the person is here, and when and where they were seen last.</summary>
    public void State(PersonState state) => _outbox.Post(
        new OutgoingMessage(_topics.State, JsonSerializer.SerializeToUtf8Bytes(state, PayloadJson.Form.PersonState), MessageKind.State));

    /// <summary>The person was removed: the broker forgets everything that was said of them.</summary>
    public void Clear() => _outbox.Clear(_topics.State);
}
