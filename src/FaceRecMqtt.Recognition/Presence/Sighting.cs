namespace FaceRecMqtt.Recognition.Presence;

/// <summary>When and where a person was seen last; what is kept through restarts.</summary>
/// <param name="Camera">Camera's name.</param>
/// <param name="Seen">When.</param>
/// <param name="Similarity">Similarity of the newest decision, in [-1, 1]; null before the first.</param>
public sealed record Sighting(string Camera, DateTimeOffset Seen, float? Similarity);
