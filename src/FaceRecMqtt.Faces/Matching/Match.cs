namespace FaceRecMqtt.Faces.Matching;

/// <summary>The two people nearest to a probe. Says who is nearest, not whether that is near enough.</summary>
/// <param name="Best">Nearest person; null when the gallery is empty or anchors speak against everybody.</param>
/// <param name="Similarity">Best cosine similarity over that person's samples, in [-1, 1]; 0 without a candidate.</param>
/// <param name="RunnerUp">Nearest <em>other</em> person; null when there is none.</param>
/// <param name="RunnerUpSimilarity">Best cosine similarity over that person's samples, in [-1, 1]; 0 without one.</param>
public readonly record struct Match(IndexedPerson? Best, float Similarity, IndexedPerson? RunnerUp, float RunnerUpSimilarity)
{
    /// <summary>Lead over the runner-up, in [0, 2]; null when there is none.</summary>
    public float? Margin => RunnerUp is null ? null : Similarity - RunnerUpSimilarity;

    /// <summary>Whether the nearest person is near enough and far enough ahead of everybody else.</summary>
    /// <param name="threshold">Lowest similarity, in [-1, 1].</param>
    /// <param name="margin">Least lead, in [0, 2]; not asked for when there is no runner-up.</param>
    public bool IsAccepted(float threshold, float margin) =>
        Best is not null && Similarity >= threshold && (RunnerUp is null || Similarity - RunnerUpSimilarity >= margin);
}
