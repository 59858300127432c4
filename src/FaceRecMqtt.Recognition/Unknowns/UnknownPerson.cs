using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>An unknown person as it is shown.</summary>
/// <param name="Id">Stable id: <c>u-7f3a2c</c>.</param>
/// <param name="FirstSeen">When it was seen first.</param>
/// <param name="LastSeen">When it was seen last.</param>
/// <param name="Visits">How often it came.</param>
/// <param name="Camera">Where it was seen last.</param>
/// <param name="Faces">Faces kept.</param>
/// <param name="IsIgnored">Whether it raises no events.</param>
/// <param name="Nearest">The known person it resembles most; null when nobody is known, or no face was embedded by the serving model yet.</param>
/// <param name="Similarity">How much, in [-1, 1]; 0 without one.</param>
public sealed record UnknownPerson(
    string Id, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Visits, string Camera, int Faces, bool IsIgnored, IndexedPerson? Nearest, float Similarity);
