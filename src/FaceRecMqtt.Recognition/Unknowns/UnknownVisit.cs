namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>An unknown person in one track.</summary>
/// <param name="Id">The person's id; null where the face was seen too badly to be known again, or resembles somebody known.</param>
/// <param name="IsSilent">Whether nothing of it is told.</param>
internal readonly record struct UnknownVisit(string? Id, bool IsSilent);
