using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>A stored sample as one model sees it.</summary>
/// <param name="Sample">Row id.</param>
/// <param name="IsAnchor">Whether it is an anchor.</param>
/// <param name="Unit">Embedding, length 1.</param>
internal sealed record StoredVector(long Sample, bool IsAnchor, float[] Unit)
{
    /// <summary>Samples and anchors of a person that a model has embedded.</summary>
    public static List<StoredVector> Of(SqliteConnection connection, string person, EmbeddingModel model) => connection.Rows(
        row => new StoredVector(row.GetInt64(0), row.GetInt32(1) == 1, VectorBytes.Unpack(row.GetFieldValue<byte[]>(2))),
        "SELECT samples.id, kind, vector FROM embeddings JOIN samples ON samples.id = sample WHERE person = $0 AND model = $1",
        person,
        model.Hash);

    /// <summary>Best similarity of a vector to some of these; null when there is none.</summary>
    public static float? Best(ReadOnlySpan<float> unit, IEnumerable<StoredVector> others)
    {
        float? best = null;
        foreach (var other in others)
        {
            var similarity = FaceEmbedding.Similarity(unit, other.Unit);
            best = best is { } known ? Math.Max(known, similarity) : similarity;
        }

        return best;
    }
}
