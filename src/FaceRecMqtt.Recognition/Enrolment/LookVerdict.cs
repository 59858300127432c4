namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>What became of one look of a live enrolment.</summary>
internal enum LookVerdict
{
    /// <summary>Kept: it shows something new.</summary>
    Chosen,

    /// <summary>Good, but nearly the same as a chosen one.</summary>
    Repeated,

    /// <summary>Several faces were in view.</summary>
    Crowded,

    /// <summary>Too small.</summary>
    TooSmall,

    /// <summary>Too blurred.</summary>
    TooBlurred,

    /// <summary>The embedding was too short, or there was none.</summary>
    LowPreNorm,

    /// <summary>Somebody else than most.</summary>
    SomeoneElse,

    /// <summary>Of a model that no longer serves.</summary>
    OtherModel,
}
