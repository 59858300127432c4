namespace FaceRecMqtt.Faces.Embedding;

/// <summary>How the embedding length before L2 normalisation tells a usable embedding from a worthless one.</summary>
/// <param name="Low">At or below: worthless (weight 0).</param>
/// <param name="High">At or above: fully trusted (weight 1). Equal to <paramref name="Low"/> for a hard gate.</param>
public readonly record struct PreNormGate(float Low, float High)
{
    /// <summary>Trust in an embedding of this length, in [0, 1]; a straight line between the two ends.</summary>
    public float Weight(float preNorm) =>
        High <= Low ? (preNorm > Low ? 1f : 0f) : Math.Clamp((preNorm - Low) / (High - Low), 0f, 1f);
}
