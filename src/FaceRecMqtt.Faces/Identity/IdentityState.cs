namespace FaceRecMqtt.Faces.Identity;

/// <summary>What is held to be true of a track.</summary>
public enum IdentityState
{
    /// <summary>Not enough evidence for a verdict.</summary>
    Undecided,

    /// <summary>A person of the gallery.</summary>
    Known,

    /// <summary>Nobody of the gallery.</summary>
    Unknown,
}
