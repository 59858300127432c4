namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Where one live enrolment stands at a moment.</summary>
/// <param name="Step">What the person should do, or how it ended.</param>
/// <param name="Person">Whose name is learned.</param>
/// <param name="Camera">Camera it looks through; null while several are looked through.</param>
/// <param name="Samples">Looks chosen so far; at the end, samples stored.</param>
/// <param name="Wanted">Looks asked for, at least 1.</param>
/// <param name="Text">One sentence that says what to do, or what became of it.</param>
public sealed record EnrolmentGuidance(EnrolmentStep Step, string Person, string? Camera, int Samples, int Wanted, string Text)
{
    /// <summary>Why nothing was learned; null unless refused.</summary>
    public EnrolmentRefusal? Refusal { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Step is EnrolmentStep.Done or EnrolmentStep.Refused;
}
