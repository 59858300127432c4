using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>Pictures that are not a person though they look alike: what keeps a look-alike apart.</summary>
/// <remarks>A face as near to one of them as to the person's best sample is not that person (<see cref="Faces.Matching.GalleryIndex.Find"/>).</remarks>
/// <param name="gallery">Whose people.</param>
/// <param name="time">Clock.</param>
public sealed class AnchorSet(FaceGallery gallery, TimeProvider time)
{
    // Two pictures of a face do not come so near; a copy of one picture does.
    private const float Copy = 0.97f;
    private const int MostOfUnknown = 5;
    private const string Columns = "crop, face_px, sharpness, yaw, pitch, roll, detector, grade";

    private readonly PeopleTable _people = new(gallery.Database.Connection);
    private readonly SampleTable _samples = new(gallery.Database.Connection);

    /// <summary>Adds a new picture.</summary>
    /// <param name="idOrName">Who it is not.</param>
    /// <param name="picture">Embedded by <paramref name="model"/>.</param>
    /// <param name="model">The model.</param>
    public AnchorAddition Add(string idOrName, NewSample picture, EmbeddingModel model) => Add(idOrName, (connection, person) =>
    {
        if (gallery.Serving is { } serving && serving.Hash != model.Hash)
        {
            return new AnchorAddition.OtherModel();
        }

        var vectors = StoredVector.Of(connection, person.Id, model);
        var near = vectors.FindAll(vector => FaceEmbedding.Similarity(vector.Unit, picture.Embedding.Unit.Span) >= Copy);
        if (near.Find(vector => !vector.IsAnchor) is { } own)
        {
            return new AnchorAddition.ShowsPerson(person, own.Sample);
        }

        return near.Count > 0 ? Added(person, []) : Store(person, () => [_samples.Add(person.Id, picture, model, time.GetUtcNow(), isAnchor: true)], 1);
    });

    /// <summary>Adds a stored sample: another person's is copied, the person's own becomes an anchor.</summary>
    /// <param name="idOrName">Who it is not.</param>
    /// <param name="sample">Number of the sample.</param>
    public AnchorAddition AddSample(string idOrName, long sample) => Add(idOrName, (connection, person) =>
    {
        if (connection.Rows(row => row.GetString(0), "SELECT person FROM samples WHERE id = $0 AND kind = 0", sample) is not [var whose])
        {
            return new AnchorAddition.NotFound($"There is no sample {sample}; samples/list shows a person's.");
        }

        if (whose == person.Id)
        {
            return person.Samples == 1 ? new AnchorAddition.LastSample(person) : Store(person, () =>
            {
                connection.Do("UPDATE samples SET kind = 1 WHERE id = $0", sample);
                return [sample];
            }, 1);
        }

        return Copied(connection, person, "samples", "embeddings", "sample", "source", [sample]);
    });

    /// <summary>Adds the best faces of an unknown person.</summary>
    /// <param name="idOrName">Who they are not.</param>
    /// <param name="unknown">Id of the unknown person.</param>
    public AnchorAddition AddUnknown(string idOrName, string unknown) => Add(idOrName, (connection, person) =>
    {
        var faces = connection.Rows(
            row => row.GetInt64(0), "SELECT id FROM unknown_faces WHERE unknown = $0 ORDER BY grade DESC, sharpness DESC, id LIMIT $1", unknown, MostOfUnknown);
        return faces.Count == 0
            ? new AnchorAddition.NotFound($"There is no unknown person '{unknown}' with a face that is kept; unknowns/list shows who there is.")
            : Copied(connection, person, "unknown_faces", "unknown_embeddings", "face", "'unknown:' || unknown", faces);
    });

    private AnchorAddition Add(string idOrName, Func<SqliteConnection, GalleryPerson, AnchorAddition> add)
    {
        AnchorAddition result;
        lock (gallery.Database.Gate)
        {
            result = _people.Find(idOrName) is { } person
                ? add(gallery.Database.Connection, person)
                : new AnchorAddition.NotFound($"Nobody is called '{idOrName}'; people/list shows everybody.");
        }

        if (result is AnchorAddition.Added { Anchors.Count: > 0 })
        {
            gallery.Tell();
        }

        return result;
    }

    private AnchorAddition Copied(
        SqliteConnection connection, GalleryPerson person, string table, string embeddings, string key, string source, List<long> rows)
    {
        var same = $"SELECT own.id FROM samples AS own WHERE own.person = $0 AND own.kind = $2 AND own.crop = (SELECT crop FROM {table} WHERE id = $1)";
        foreach (var row in rows)
        {
            if (connection.Rows(own => own.GetInt64(0), same, person.Id, row, 0) is [var own, ..])
            {
                return new AnchorAddition.ShowsPerson(person, own);
            }
        }

        var fresh = rows.FindAll(row => connection.Rows(own => own.GetInt64(0), same, person.Id, row, 1).Count == 0);
        return fresh.Count == 0 ? Added(person, []) : Store(person, () => fresh.ConvertAll(row =>
        {
            connection.Do(
                $"INSERT INTO samples (person, {Columns}, source, created, kind) SELECT $0, {Columns}, {source}, $2, 1 FROM {table} WHERE id = $1",
                person.Id,
                row,
                time.GetUtcNow().ToUnixTimeMilliseconds());
            var anchor = connection.Number("SELECT last_insert_rowid()");
            connection.Do(
                $"INSERT INTO embeddings (sample, model, pre_norm, vector) SELECT $0, model, pre_norm, vector FROM {embeddings} WHERE {key} = $1", anchor, row);
            return anchor;
        }), fresh.Count);
    }

    private AnchorAddition Store(GalleryPerson person, Func<IReadOnlyList<long>> store, int count)
    {
        if (person.Anchors + count > gallery.Options.SamplesPerPerson)
        {
            return new AnchorAddition.Full(person);
        }

        return gallery.Commit(() =>
        {
            var anchors = store();
            _people.Touch(person.Id, time.GetUtcNow());
            return Added(_people.Find(person.Id)!, anchors);
        });
    }

    private static AnchorAddition.Added Added(GalleryPerson person, IReadOnlyList<long> anchors) => new(person, anchors);
}
