using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>One stored picture with what tells a good one from a bad one.</summary>
/// <param name="Id">Number of the sample.</param>
/// <param name="IsAnchor">Whether it shows somebody who is not this person.</param>
/// <param name="Created">When it was stored.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Quality">Quality of the look.</param>
public sealed record ReviewedSample(long Id, bool IsAnchor, DateTimeOffset Created, string Source, FaceQuality Quality)
{
    /// <summary>Length before normalisation by the serving model; null where it has not embedded the picture.</summary>
    public float? PreNorm { get; init; }

    /// <summary>Best similarity to the person's other samples, in [-1, 1]; null where there is none. A bad sample is like none of them.</summary>
    public float? Similarity { get; init; }

    /// <summary>Id of the other person it is most like; null where there is nobody else.</summary>
    public string? Other { get; init; }

    /// <summary>Similarity to <see cref="Other"/>, in [-1, 1].</summary>
    public float? OtherSimilarity { get; init; }
}
