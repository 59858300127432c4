using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Rows of unknown people, of their faces and of those faces' embeddings. Faces and embeddings go with their person.</summary>
internal sealed class UnknownTable(SqliteConnection connection)
{
    /// <summary>Adds a person.</summary>
    public void Add(UnknownCluster unknown) => connection.Do(
        "INSERT INTO unknowns (id, camera, first_seen, last_seen, visits) VALUES ($0, $1, $2, $3, $4)",
        unknown.Id,
        unknown.Camera,
        unknown.FirstSeen.ToUnixTimeMilliseconds(),
        unknown.LastSeen.ToUnixTimeMilliseconds(),
        unknown.Visits);

    /// <summary>Notes where and when a person was seen last.</summary>
    public void See(string id, string camera, DateTimeOffset at, int visits) => connection.Do(
        "UPDATE unknowns SET camera = $1, last_seen = $2, visits = $3 WHERE id = $0", id, camera, at.ToUnixTimeMilliseconds(), visits);

    /// <summary>Sets whether a person raises events.</summary>
    public void Ignore(string id, bool ignored) => connection.Do("UPDATE unknowns SET ignored = $1 WHERE id = $0", id, ignored ? 1 : 0);

    /// <summary>Removes a person; says whether there was one.</summary>
    public bool Remove(string id) => connection.Do("DELETE FROM unknowns WHERE id = $0", id) > 0;

    /// <summary>Removes everybody; returns how many there were.</summary>
    public int Clear() => connection.Do("DELETE FROM unknowns");

    /// <summary>Adds a face with its embedding; returns its row.</summary>
    public long AddFace(string id, UnknownLook look, string camera, DateTimeOffset now)
    {
        var quality = look.Quality;
        connection.Do(
            "INSERT INTO unknown_faces (unknown, crop, face_px, sharpness, yaw, pitch, roll, detector, grade, source, created) "
                + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            id,
            CropBytes.Pack(look.Crop),
            quality.FacePx,
            quality.Sharpness,
            quality.Yaw,
            quality.Pitch,
            quality.Roll,
            quality.Detector,
            (int)quality.Grade,
            $"camera:{camera}",
            now.ToUnixTimeMilliseconds());
        var row = connection.Number("SELECT last_insert_rowid()");
        Embed(row, look.Embedding, look.Model);
        return row;
    }

    /// <summary>Removes a face.</summary>
    public void RemoveFace(long row) => connection.Do("DELETE FROM unknown_faces WHERE id = $0", row);

    /// <summary>Gives a face that seems to come from the future today's date.</summary>
    public void Date(long row, DateTimeOffset now) => connection.Do("UPDATE unknown_faces SET created = $1 WHERE id = $0", row, now.ToUnixTimeMilliseconds());

    /// <summary>Stores a model's embedding of a face; nothing happens when the face is gone.</summary>
    public void Embed(long row, FaceEmbedding embedding, EmbeddingModel model) => connection.Do(
        "INSERT OR REPLACE INTO unknown_embeddings (face, model, pre_norm, vector) SELECT id, $1, $2, $3 FROM unknown_faces WHERE id = $0",
        row,
        model.Hash,
        embedding.PreNorm,
        VectorBytes.Pack(embedding.Unit.Span));

    /// <summary>The crop of a face; null where there is no such face.</summary>
    public byte[]? Crop(long row) =>
        connection.Rows(read => CropBytes.Unpack(read.GetFieldValue<byte[]>(0)), "SELECT crop FROM unknown_faces WHERE id = $0", row).SingleOrDefault();

    /// <summary>Every face of a person, newest first.</summary>
    public List<StoredUnknownFace> Faces(string id) => connection.Rows(
        row => new StoredUnknownFace(
            CropBytes.Unpack(row.GetFieldValue<byte[]>(0)),
            new FaceQuality(
                row.GetInt32(1), row.GetFloat(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetFloat(6), (FaceGrade)row.GetInt32(7)),
            row.GetString(8)),
        "SELECT crop, face_px, sharpness, yaw, pitch, roll, detector, grade, source FROM unknown_faces WHERE unknown = $0 ORDER BY id DESC",
        id);

    /// <summary>Everybody with their faces and embeddings, without crops.</summary>
    public List<UnknownCluster> All()
    {
        var unknowns = connection.Rows(Read, "SELECT id, first_seen, last_seen, camera, visits, ignored FROM unknowns");
        var byId = unknowns.ToDictionary(unknown => unknown.Id);
        var faces = connection.Rows(
            row => (Unknown: row.GetString(1), Face: new UnknownFace(row.GetInt64(0), Time(row, 2))), "SELECT id, unknown, created FROM unknown_faces ORDER BY id");
        faces.ForEach(face => byId[face.Unknown].Faces.Add(face.Face));
        var byRow = faces.ToDictionary(face => face.Face.Row, face => face.Face);
        var embeddings = connection.Rows(
            row => (Face: row.GetInt64(0), Model: row.GetString(1), Embedding: new FaceEmbedding(VectorBytes.Unpack(row.GetFieldValue<byte[]>(3)), row.GetFloat(2))),
            "SELECT face, model, pre_norm, vector FROM unknown_embeddings");
        embeddings.ForEach(embedding => byRow[embedding.Face].Embed(embedding.Model, embedding.Embedding));
        return unknowns;
    }

    private static UnknownCluster Read(SqliteDataReader row) => new(row.GetString(0), Time(row, 1))
    {
        LastSeen = Time(row, 2),
        Camera = row.GetString(3),
        Visits = row.GetInt32(4),
        IsIgnored = row.GetInt32(5) != 0,
    };

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
