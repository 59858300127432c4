namespace FaceRecMqtt.Recognition.Presence;

/// <summary>What is to be told of a person.</summary>
/// <param name="Id">Person's id.</param>
/// <param name="Name">Person's name.</param>
/// <param name="IsPresent">Whether the person is here.</param>
/// <param name="Camera">Camera that saw them last; null before the first sight.</param>
/// <param name="LastSeen">When they were in view last; null before the first sight.</param>
/// <param name="Similarity">Similarity of the newest decision, in [-1, 1]; null before the first.</param>
/// <param name="Samples">Pictures they are known by.</param>
public sealed record PersonStatus(string Id, string Name, bool IsPresent, string? Camera, DateTimeOffset? LastSeen, float? Similarity, int Samples)
{
    /// <summary>What is worth keeping; null before the first sight.</summary>
    public Sighting? Sighting => Camera is { } camera && LastSeen is { } seen ? new Sighting(camera, seen, Similarity) : null;
}
