namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>What became of the looks of one live enrolment; each look counts once, by the first reason it met.</summary>
public readonly record struct LookCounts
{
    /// <summary>Looks that were judged.</summary>
    public int Seen { get; init; }

    /// <summary>Chosen as samples.</summary>
    public int Chosen { get; init; }

    /// <summary>Several faces were in view.</summary>
    public int Crowded { get; init; }

    /// <summary>Too small.</summary>
    public int TooSmall { get; init; }

    /// <summary>Too blurred.</summary>
    public int TooBlurred { get; init; }

    /// <summary>The embedding was too short, or there was none.</summary>
    public int LowPreNorm { get; init; }

    /// <summary>Nearly the same as a chosen one.</summary>
    public int Repeated { get; init; }

    /// <summary>Somebody else than most.</summary>
    public int SomeoneElse { get; init; }

    /// <summary>Of a model that no longer served when they were judged.</summary>
    public int OtherModel { get; init; }

    /// <summary>Dropped before they were judged, because newer ones had come.</summary>
    public int Dropped { get; init; }
}
