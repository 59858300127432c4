using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Who this node is.</summary>
internal sealed record NodeSection
{
    [Setting("Name of this node in topics and in Home Assistant: small letters, digits, - and _.",
        Example = "edge", WhenAbsent = "made at the first start and kept in the data folder")]
    public string? Name { get; init; }
}
