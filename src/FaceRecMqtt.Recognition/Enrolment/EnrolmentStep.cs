namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Where a live enrolment stands, and what the person should do.</summary>
public enum EnrolmentStep
{
    /// <summary>Nobody is being learned.</summary>
    Idle,

    /// <summary>Look at the camera.</summary>
    Looking,

    /// <summary>Turn the head to one's own left.</summary>
    TurnLeft,

    /// <summary>Turn the head to one's own right.</summary>
    TurnRight,

    /// <summary>Raise the head.</summary>
    LookUp,

    /// <summary>Lower the head.</summary>
    LookDown,

    /// <summary>Move the head about: all directions were seen, more looks are wanted.</summary>
    MoveAbout,

    /// <summary>Turn the face to the camera.</summary>
    LookStraight,

    /// <summary>Come nearer.</summary>
    TooFar,

    /// <summary>Make more light.</summary>
    TooDark,

    /// <summary>Hold still.</summary>
    TooBlurred,

    /// <summary>Uncover the face: the recogniser makes little of it.</summary>
    Unclear,

    /// <summary>Others have to leave the view.</summary>
    SeveralFaces,

    /// <summary>Nobody is in view.</summary>
    NoFace,

    /// <summary>The person was learned.</summary>
    Done,

    /// <summary>Nothing was learned.</summary>
    Refused,
}
