using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/info</c>; its <see cref="NodeId"/> also tells a second node that the name is taken.</summary>
internal sealed record NodeInfo
{
    public int Schema { get; } = 1;

    public required string Version { get; init; }

    public required string Node { get; init; }

    public required string NodeId { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required IReadOnlyList<string> Cameras { get; init; }

    public required IReadOnlyList<CommandDescription> Commands { get; init; }

    public required JsonObject Configuration { get; init; }
}
