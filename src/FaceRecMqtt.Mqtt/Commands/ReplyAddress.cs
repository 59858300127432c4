using System.Text;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Where the replies to one command go.</summary>
internal sealed record ReplyAddress(string Topic, string? ResponseTopic, byte[]? CorrelationData)
{
    /// <summary>The response topic of the contract, and the asker's own where he named one we may publish to.</summary>
    public static ReplyAddress Of(NodeTopics topics, string command, IncomingMessage message)
    {
        var usual = topics.Response(command);
        return new ReplyAddress(usual, IsUsable(topics, message.ResponseTopic) ? message.ResponseTopic : null, message.CorrelationData);
    }

    /// <summary>One message for each place.</summary>
    public IEnumerable<OutgoingMessage> Messages(byte[] payload, MessageKind kind)
    {
        if (ResponseTopic == Topic)
        {
            return [new OutgoingMessage(Topic, payload, kind) { CorrelationData = CorrelationData }];
        }

        var usual = new OutgoingMessage(Topic, payload, kind);
        return ResponseTopic is null
            ? [usual]
            : [usual, new OutgoingMessage(ResponseTopic, payload, kind) { CorrelationData = CorrelationData }];
    }

    /// <summary>A reply must not pass for something else this node says, nor be a command again.</summary>
    private static bool IsUsable(NodeTopics topics, string? topic) =>
        !string.IsNullOrEmpty(topic) && Encoding.UTF8.GetByteCount(topic) <= ushort.MaxValue && !topic.AsSpan().ContainsAny("+#\0") && !topic.StartsWith('$')
        && (!topic.StartsWith(topics.Root + "/", StringComparison.Ordinal)
            || topic.StartsWith(topics.Response(""), StringComparison.Ordinal));
}
