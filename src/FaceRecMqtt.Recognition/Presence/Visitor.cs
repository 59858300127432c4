using FaceRecMqtt.Faces.Identity;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Whose visit it is.</summary>
/// <param name="Kind">How well they are known.</param>
/// <param name="Id">Id of the person, of the stranger, or of the track.</param>
internal readonly record struct Visitor(VisitorKind Kind, string Id)
{
    /// <summary>Whether it can be told that they came back.</summary>
    public bool CanReturn => Kind is VisitorKind.Person or VisitorKind.Unknown;

    /// <summary>Whether it is a stranger.</summary>
    public bool IsStranger => Kind is VisitorKind.Unknown or VisitorKind.Track;

    /// <summary>Whom an event is about.</summary>
    public static Visitor Of(FaceEvent face) =>
        face.Person is { } person ? new Visitor(VisitorKind.Person, person)
        : face.UnknownId is { } unknown ? new Visitor(VisitorKind.Unknown, unknown)
        : new Visitor(VisitorKind.Track, face.Track);
}
