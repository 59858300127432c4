using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Pictures of faces sent to the broker.</summary>
internal sealed record SnapshotsSection
{
    [Setting("Whether pictures of recognised faces are published.")]
    public bool Publish { get; init; } = true;

    [Setting("Whether pictures of unknown people are retained at the broker.")]
    public bool RetainUnknown { get; init; }
}
