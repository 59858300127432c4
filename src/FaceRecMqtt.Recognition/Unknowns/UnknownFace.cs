using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>A kept face of an unknown person, as it is compared with: its embeddings, one per model. The crop lies in the file only.</summary>
/// <param name="row">Its row.</param>
/// <param name="created">When it was kept.</param>
internal sealed class UnknownFace(long row, DateTimeOffset created)
{
    private readonly Dictionary<string, FaceEmbedding> _embeddings = [];

    /// <summary>Row in the file.</summary>
    public long Row { get; } = row;

    /// <summary>When it was kept.</summary>
    public DateTimeOffset Created { get; set; } = created;

    /// <summary>Its embeddings, by the model's hash.</summary>
    public IReadOnlyDictionary<string, FaceEmbedding> Embeddings => _embeddings;

    /// <summary>Whether a model has embedded it.</summary>
    public bool IsEmbeddedBy(string modelHash) => _embeddings.ContainsKey(modelHash);

    /// <summary>Adds a model's embedding.</summary>
    public void Embed(string modelHash, FaceEmbedding embedding) => _embeddings[modelHash] = embedding;

    /// <summary>Its embedding by a model; null where there is none the model trusts.</summary>
    public FaceEmbedding? Embedding(EmbeddingModel model) =>
        _embeddings.TryGetValue(model.Hash, out var embedding) && embedding.Unit.Length == model.Length && UnknownLook.IsTrusted(embedding.PreNorm, model)
            ? embedding
            : null;
}
