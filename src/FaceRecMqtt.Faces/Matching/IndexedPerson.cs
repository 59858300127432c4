namespace FaceRecMqtt.Faces.Matching;

/// <summary>A person as the index knows them.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name shown to people.</param>
public sealed record IndexedPerson(string Id, string Name)
{
    /// <summary>Similarity this person needs, in [-1, 1]; null: what everybody needs.</summary>
    public float? Threshold { get; init; }
}
