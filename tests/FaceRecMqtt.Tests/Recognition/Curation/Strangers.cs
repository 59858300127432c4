using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Curation;

/// <summary>Faces of unknown people as they are stored.</summary>
internal static class Strangers
{
    public static void Add(ServedGallery served, string unknown, byte[] crop, int grade = 2, double sharpness = 0.5)
    {
        served.Do("INSERT OR IGNORE INTO unknowns (id, camera, first_seen, last_seen, visits) VALUES ($0, 'front', 1, 1, 1)", unknown);
        served.Do(
            "INSERT INTO unknown_faces (unknown, crop, face_px, sharpness, yaw, pitch, roll, detector, grade, source, created) "
                + "VALUES ($0, $1, 80, $2, 0, 0, 0, 0.9, $3, 'camera:front', 1)",
            unknown,
            CropBytes.Pack(crop),
            sharpness,
            grade);
        served.Do(
            "INSERT INTO unknown_embeddings (face, model, pre_norm, vector) SELECT max(id), $0, 3.0, $1 FROM unknown_faces",
            served.Model.Hash,
            VectorBytes.Pack(served.Sample(crop).Embedding.Unit.Span));
    }
}
