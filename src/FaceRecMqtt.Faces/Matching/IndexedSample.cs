namespace FaceRecMqtt.Faces.Matching;

/// <summary>One embedded picture of a person, as the index is built from it.</summary>
/// <param name="Person">Person's id.</param>
/// <param name="Name">Person's name; the first sample of a person decides it.</param>
/// <param name="Unit">Embedding scaled to length 1, shape <c>[Length]</c>; copied.</param>
public readonly record struct IndexedSample(string Person, string Name, ReadOnlyMemory<float> Unit)
{
    /// <summary>Whether it shows somebody who is <em>not</em> this person but looks alike.</summary>
    public bool IsAnchor { get; init; }

    /// <summary>Similarity this person needs, in [-1, 1]; null: what everybody needs. The first sample of a person decides it.</summary>
    public float? Threshold { get; init; }
}
