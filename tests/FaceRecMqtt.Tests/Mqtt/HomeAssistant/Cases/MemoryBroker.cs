using System.Text;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Cases;

/// <summary>A broker without a network, with one subscriber; delivers when told to.</summary>
internal sealed class MemoryBroker
{
    private readonly HashSet<string> _filters = new(StringComparer.Ordinal);
    private readonly Queue<Message> _underWay = [];

    public MemoryBroker() => Link = new BrokerLink(Subscribe, filter => _filters.Remove(filter), Publish);

    public BrokerLink Link { get; }

    /// <summary>What it keeps for later subscribers.</summary>
    public OrderedDictionary<string, byte[]> Retained { get; } = new(StringComparer.Ordinal);

    /// <summary>What the subscriber published.</summary>
    public List<SentMessage> Sent { get; } = [];

    public void Publish(string topic, byte[] payload, bool retain)
    {
        if (retain)
        {
            Retained.Remove(topic);
            if (payload.Length > 0)
            {
                Retained[topic] = payload;
            }
        }

        if (_filters.Any(filter => new Listener(filter, true, (_, _) => { }).Matches(topic)))
        {
            _underWay.Enqueue(new Message(topic, payload, Retained: false));
        }
    }

    /// <summary>Delivers what is under way, and what comes of it.</summary>
    public void DeliverTo(HomeAssistantCore subscriber)
    {
        while (_underWay.TryDequeue(out var message))
        {
            subscriber.Receive(message);
        }
    }

    private void Publish(SentMessage message)
    {
        Sent.Add(message);
        Publish(message.Topic, Encoding.UTF8.GetBytes(message.Payload), message.Retain);
    }

    private void Subscribe(string filter)
    {
        _filters.Add(filter);
        var listener = new Listener(filter, true, (_, _) => { });
        foreach (var (topic, payload) in Retained.Where(kept => listener.Matches(kept.Key)))
        {
            _underWay.Enqueue(new Message(topic, payload, Retained: true));
        }
    }
}
