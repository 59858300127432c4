namespace FaceRecMqtt.Faces.Identity;

/// <summary>What a look changed in what had been said of a track.</summary>
public enum IdentityTransition
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The track became a known person, at first or after <see cref="Unknown"/>.</summary>
    Recognized,

    /// <summary>The track became an unknown face.</summary>
    Unknown,

    /// <summary>What had been said was wrong: the known person is another one or nobody of the gallery.</summary>
    Changed,
}
