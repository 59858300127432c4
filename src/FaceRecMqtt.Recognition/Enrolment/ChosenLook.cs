using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>A look that may become a sample.</summary>
/// <param name="Look">The look.</param>
/// <param name="Embedding">Its embedding by the selection's model.</param>
internal sealed record ChosenLook(KeptLook Look, FaceEmbedding Embedding)
{
    // Degrees; the head has to move about so far before a similar embedding shows something new.
    private const int SamePose = 10;

    // Successive frames of a still face come nearer than this.
    private const float SameView = 0.9f;

    // The length wavers by some per cent from frame to frame; only more than that is worth a change.
    private const float Longer = 1.1f;

    /// <summary>Whether another look of the same person shows nothing that this one does not.</summary>
    public bool IsRepeatedBy(ChosenLook other) =>
        Embedding.SimilarityTo(other.Embedding) > SameView
        && Math.Abs(Look.Quality.Yaw - other.Look.Quality.Yaw) < SamePose
        && Math.Abs(Look.Quality.Pitch - other.Look.Quality.Pitch) < SamePose;

    /// <summary>Whether it is worth more than another look that shows the same: the recogniser makes more of it, and it is no less sharp.</summary>
    public bool IsBetterThan(ChosenLook other) =>
        Embedding.PreNorm > Longer * other.Embedding.PreNorm && Look.Quality.Sharpness >= other.Look.Quality.Sharpness;
}
