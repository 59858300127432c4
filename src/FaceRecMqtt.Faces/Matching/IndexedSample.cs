namespace FaceRecMqtt.Faces.Matching;

/// <summary>One embedded picture of a person, as the index is built from it.</summary>
/// <param name="Person">Person's id.</param>
/// <param name="Name">Person's name; the first sample of a person decides it.</param>
/// <param name="Unit">Embedding scaled to length 1, shape <c>[Length]</c>; copied.</param>
public readonly record struct IndexedSample(string Person, string Name, ReadOnlyMemory<float> Unit);
