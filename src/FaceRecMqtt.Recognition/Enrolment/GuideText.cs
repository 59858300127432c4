namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>The sentences of a guided enrolment.</summary>
internal static class GuideText
{
    /// <summary>What the person should do.</summary>
    /// <param name="step">A step before the end.</param>
    public static string Of(EnrolmentStep step) => step switch
    {
        EnrolmentStep.Looking => "Look at the camera.",
        EnrolmentStep.TurnLeft => "Turn your head slowly to the left.",
        EnrolmentStep.TurnRight => "Turn your head slowly to the right.",
        EnrolmentStep.LookUp => "Raise your chin a little.",
        EnrolmentStep.LookDown => "Lower your chin a little.",
        EnrolmentStep.MoveAbout => "Move your head slowly about.",
        EnrolmentStep.LookStraight => "Turn your face to the camera.",
        EnrolmentStep.TooFar => "Come nearer to the camera.",
        EnrolmentStep.TooDark => "It is too dark; switch a light on or turn towards it.",
        EnrolmentStep.TooBlurred => "Hold still for a moment.",
        EnrolmentStep.Unclear => "Look at the camera with your face uncovered, in more light.",
        EnrolmentStep.SeveralFaces => "Only one person may be in view; let the others step aside.",
        EnrolmentStep.NoFace => "Stand before the camera and look at it.",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The end has a text of its own."),
    };

    /// <summary>How it ended well.</summary>
    /// <param name="name">Whose name was learned.</param>
    /// <param name="stored">Samples stored.</param>
    /// <param name="wanted">Looks asked for.</param>
    public static string Done(string name, int stored, int wanted) => stored switch
    {
        0 => $"{name} was known from these looks already; nothing was added.",
        _ when stored < wanted => $"{name} was learned from {stored} of {wanted} looks.",
        1 => $"{name} was learned from 1 look.",
        _ => $"{name} was learned from {stored} looks.",
    };
}
