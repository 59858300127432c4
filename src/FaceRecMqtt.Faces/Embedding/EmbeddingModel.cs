namespace FaceRecMqtt.Faces.Embedding;

/// <summary>What a recogniser's manifest states and what was computed from its file. Embeddings of different hashes are never compared.</summary>
/// <param name="Name">File name without extension, for example <c>fr_feature</c>.</param>
/// <param name="Hash">SHA-512 of the model file as published (before the install-time rewrite), lower-case hex.</param>
/// <param name="Length">Number of values of an embedding.</param>
/// <param name="Gate">Trust by pre_norm.</param>
/// <param name="Threshold">Lowest cosine similarity that is accepted as the same person, in [-1, 1].</param>
/// <param name="Margin">Least lead over the runner-up, in [0, 2].</param>
public sealed record EmbeddingModel(string Name, string Hash, int Length, PreNormGate Gate, float Threshold, float Margin)
{
    /// <summary>Name and first digits of the hash, as shown to people: <c>fr_feature@6b1f2a9c</c>.</summary>
    public string Id { get; } = $"{Name}@{Hash[..Math.Min(8, Hash.Length)]}";
}
