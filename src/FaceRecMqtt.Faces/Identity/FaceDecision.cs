using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>The look that decided a track's identity, with everything that led to it.</summary>
/// <param name="Match">Comparison that decided: of the summed, the recent or the look's own evidence.</param>
/// <param name="Threshold">Similarity that was asked for.</param>
/// <param name="PreNorm">Length of the look's embedding before normalisation.</param>
/// <param name="Quality">Quality of the look.</param>
/// <param name="Looks">Embeddings that made up the evidence.</param>
/// <param name="Model">The recogniser's id.</param>
/// <param name="DecidedBy">Backend that embedded the look.</param>
/// <param name="Box">Box of the look, frame px.</param>
/// <param name="FrameWidth">Width of its frame, px.</param>
/// <param name="FrameHeight">Height of its frame, px.</param>
/// <param name="CapturedAt">Wall clock of its capture.</param>
/// <param name="Captured">The same moment on the tracker's clock.</param>
public readonly record struct FaceDecision(
    Match Match,
    float Threshold,
    float PreNorm,
    FaceQuality Quality,
    int Looks,
    string Model,
    string DecidedBy,
    FaceBox Box,
    int FrameWidth,
    int FrameHeight,
    DateTimeOffset CapturedAt,
    TimeSpan Captured)
{
    /// <summary>Why another backend than the active one decided; null where the active one did.</summary>
    public string? Because { get; init; }

    /// <summary>Similarity of the best candidate, in [-1, 1]; null when there was none.</summary>
    public float? Similarity => Match.Best is null ? null : Match.Similarity;
}
