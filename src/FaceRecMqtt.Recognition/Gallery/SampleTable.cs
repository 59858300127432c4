using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Rows of samples and of their embeddings.</summary>
internal sealed class SampleTable(SqliteConnection connection)
{
    private const string WithoutEmbedding =
        "FROM samples WHERE NOT EXISTS (SELECT 1 FROM embeddings WHERE embeddings.sample = samples.id AND embeddings.model = $0)";

    /// <summary>Stores a sample with its embedding.</summary>
    /// <param name="person">Id of the person.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="model">What embedded it.</param>
    /// <param name="created">When it was made.</param>
    /// <param name="isAnchor">Whether it shows somebody who is not this person.</param>
    /// <returns>Row id.</returns>
    public long Add(string person, NewSample sample, EmbeddingModel model, DateTimeOffset created, bool isAnchor = false)
    {
        var quality = sample.Quality;
        connection.Do(
            "INSERT INTO samples (person, crop, face_px, sharpness, yaw, pitch, roll, detector, grade, source, created, kind) "
                + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            person,
            CropBytes.Pack(sample.Crop.Span),
            quality.FacePx,
            quality.Sharpness,
            quality.Yaw,
            quality.Pitch,
            quality.Roll,
            quality.Detector,
            (int)quality.Grade,
            sample.Source,
            created.ToUnixTimeMilliseconds(),
            isAnchor);
        var id = connection.Number("SELECT last_insert_rowid()");
        Embed(id, sample.Embedding, model);
        return id;
    }

    /// <summary>Removes the anchors of a person that say "not this person" of one of the person's own pictures: the picture was taught later.</summary>
    public void DropContradicted(string person) => connection.Do(
        "DELETE FROM samples WHERE person = $0 AND kind = 1 AND crop IN (SELECT crop FROM samples WHERE person = $0 AND kind = 0)", person);

    /// <summary>Stores the embedding of a sample by a model; nothing happens when the sample is gone.</summary>
    public void Embed(long sample, FaceEmbedding embedding, EmbeddingModel model)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(embedding.Unit.Length, model.Length);
        connection.Do(
            "INSERT OR REPLACE INTO embeddings (sample, model, pre_norm, vector) SELECT id, $1, $2, $3 FROM samples WHERE id = $0",
            sample,
            model.Hash,
            embedding.PreNorm,
            VectorBytes.Pack(embedding.Unit.Span));
    }

    /// <summary>Samples without an embedding of a model.</summary>
    public int CountMissing(EmbeddingModel model) => (int)connection.Number("SELECT count(*) " + WithoutEmbedding, model.Hash);

    /// <summary>Samples without an embedding of a model, oldest first.</summary>
    public List<StoredCrop> Missing(EmbeddingModel model, int limit) => connection.Rows(
        row => new StoredCrop(row.GetInt64(0), Crop(row.GetInt64(0), row.GetFieldValue<byte[]>(1))),
        "SELECT id, crop " + WithoutEmbedding + " ORDER BY id LIMIT $1",
        model.Hash,
        limit);

    /// <summary>Every embedding of a model.</summary>
    public List<IndexedSample> Embedded(EmbeddingModel model) => connection.Rows(
        row => new IndexedSample(row.GetString(0), row.GetString(1), VectorBytes.Unpack(row.GetFieldValue<byte[]>(2)))
        {
            IsAnchor = row.GetInt32(3) == 1,
            Threshold = row.IsDBNull(4) ? null : row.GetFloat(4),
        },
        "SELECT people.id, people.name, vector, kind, threshold FROM embeddings JOIN samples ON samples.id = sample JOIN people ON people.id = person "
            + "WHERE model = $0 ORDER BY samples.id",
        model.Hash);

    private static byte[] Crop(long sample, byte[] packed)
    {
        try
        {
            return CropBytes.Unpack(packed);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"The picture of sample {sample} is damaged ({fault.Message.TrimEnd('.')}); delete it with samples/delete, or restore a backup.", fault);
        }
    }
}
