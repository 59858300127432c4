namespace FaceRecMqtt.Recognition.Presence;

/// <summary>How well a visitor is known, which decides whether a return can be noticed.</summary>
internal enum VisitorKind
{
    /// <summary>A person of the gallery.</summary>
    Person,

    /// <summary>A stranger with an id of their own.</summary>
    Unknown,

    /// <summary>A stranger without one: a track, which never comes again.</summary>
    Track,

    /// <summary>Somebody who was removed from the gallery while in view.</summary>
    Removed,
}
