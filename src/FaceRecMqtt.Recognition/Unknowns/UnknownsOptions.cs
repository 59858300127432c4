namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>How long unknown people are remembered, how many, and when two faces are one of them.</summary>
public sealed record UnknownsOptions
{
    /// <summary>How long a face is kept after it was seen. Zero: nothing is stored, and what is in memory is forgotten after a day. Default 14 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(14);

    /// <summary>People remembered at most; of those not ignored the one not seen for longest makes room. Default 200, or 50 where nothing is stored.</summary>
    public int Most { get => field > 0 ? field : IsStored ? 200 : 50; init; }

    /// <summary>Faces kept of each at most. Default 8.</summary>
    public int Faces { get; init; } = 8;

    /// <summary>How much more than the model's threshold is asked of a face before it joins somebody, cosine. Default 0.05.</summary>
    /// <remarks>
    /// Above the threshold, because a wrong join would later teach somebody a wrong face, while a second id for a stranger costs little; and
    /// because whoever joined is then named for certain once the faces are somebody's samples. Measured: docs/unknowns.md.
    /// </remarks>
    public float JoinLead { get; init; } = 0.05f;

    /// <summary>Somebody not seen for longer has come again. Default 5 minutes.</summary>
    public TimeSpan VisitGap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether faces of unknown people are stored at all.</summary>
    public bool IsStored => Keep > TimeSpan.Zero;

    /// <summary>Age from which a face is forgotten.</summary>
    internal TimeSpan Age => IsStored ? Keep : TimeSpan.FromDays(1);

    /// <summary>Similarity from which a face joins somebody.</summary>
    /// <param name="threshold">Similarity asked for of a known person.</param>
    internal float JoinAt(float threshold) => threshold + JoinLead;
}
