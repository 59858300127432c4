using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Faces of the unknown people who are ignored, as they were at one moment: never changed, so that they are compared with without a lock.</summary>
internal sealed class IgnoredFaces
{
    private readonly (string Model, FaceEmbedding Embedding)[] _faces;

    /// <param name="unknowns">Everybody; read under the lock of their <see cref="UnknownClusters"/>.</param>
    public IgnoredFaces(IEnumerable<UnknownCluster> unknowns) => _faces =
    [
        .. unknowns.Where(unknown => unknown.IsIgnored).SelectMany(unknown => unknown.Faces).SelectMany(face => face.Embeddings)
            .Select(embedding => (embedding.Key, embedding.Value)),
    ];

    /// <summary>Whether a look shows one of them.</summary>
    /// <param name="look">The look.</param>
    /// <param name="least">Similarity asked for, in [-1, 1].</param>
    public bool Show(UnknownLook look, float least) => Array.Exists(_faces, face =>
        face.Model == look.Model.Hash
        && face.Embedding.Unit.Length == look.Model.Length
        && UnknownLook.IsTrusted(face.Embedding.PreNorm, look.Model)
        && FaceEmbedding.Similarity(look.Evidence.Span, face.Embedding.Unit.Span) >= least);
}
