using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>The queue of messages that wait for the broker.</summary>
internal sealed record MqttOutboxSection
{
    [Setting("Events and replies kept while the broker is away; above it the oldest are dropped and counted. Of retained topics the latest value is always kept.",
        Unit = "messages", Min = 10, Max = 100_000)]
    public int Limit { get; init; } = 1000;
}
