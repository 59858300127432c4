namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>One face in view; <c>&lt;base&gt;/camera/&lt;camera&gt;/present</c> is the list of them.</summary>
/// <param name="Person">Person's id; null for an unknown.</param>
/// <param name="Identity">Person's name, or <c>unknown</c>.</param>
/// <param name="Track">Track's id.</param>
/// <param name="Since">When the track was first seen.</param>
public sealed record PresentFace(string? Person, string Identity, string Track, DateTimeOffset Since);
