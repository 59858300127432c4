using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/person/&lt;id&gt;/state</c>; true at every moment.</summary>
/// <param name="Name">Person's name.</param>
/// <param name="Present">Whether the person is here.</param>
/// <param name="Camera">Camera that saw them last; null before the first sight.</param>
/// <param name="Node">Node's name.</param>
/// <param name="LastSeen">When they were seen last; null before the first sight.</param>
/// <param name="Similarity">Similarity of the newest decision, in [-1, 1]; null before the first.</param>
/// <param name="Samples">Pictures they are known by.</param>
public sealed record PersonState(
    string Name,
    bool Present,
    string? Camera,
    string Node,
    DateTimeOffset? LastSeen,
    [property: JsonConverter(typeof(ThreeDecimals))] double? Similarity,
    int Samples);
