namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>An enrolled person.</summary>
/// <param name="Id">Stable id: <c>[a-z0-9-]+</c>, kept when the person is renamed.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Samples">Pictures enrolled; anchors not counted.</param>
/// <param name="Created">When the person was enrolled first.</param>
/// <param name="Changed">When a sample, the name or a setting changed last.</param>
public sealed record GalleryPerson(string Id, string Name, int Samples, DateTimeOffset Created, DateTimeOffset Changed)
{
    /// <summary>Similarity this person needs, in (0, 1]; null: what everybody needs.</summary>
    public float? Threshold { get; init; }

    /// <summary>Whether the person is recognised but never told of.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>Pictures of look-alikes who are not this person.</summary>
    public int Anchors { get; init; }
}
