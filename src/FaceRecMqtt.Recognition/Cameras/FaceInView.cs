namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>A face in view whose identity is decided.</summary>
/// <param name="Person">Person's id; null for an unknown.</param>
/// <param name="Identity">Person's name, or <c>unknown</c>.</param>
/// <param name="Track">Track's id.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record FaceInView(string? Person, string Identity, string Track, DateTimeOffset Since);
