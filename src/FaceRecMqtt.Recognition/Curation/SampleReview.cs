using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Gallery;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>Shows and removes single pictures of a person.</summary>
/// <param name="gallery">Whose people.</param>
/// <param name="time">Clock.</param>
public sealed class SampleReview(FaceGallery gallery, TimeProvider time)
{
    private readonly PeopleTable _people = new(gallery.Database.Connection);

    /// <summary>Samples and anchors of a person, oldest first, as the serving model sees them.</summary>
    /// <param name="idOrName">Who.</param>
    /// <returns>Null when nobody has the id or name.</returns>
    public (GalleryPerson Person, IReadOnlyList<ReviewedSample> Samples)? List(string idOrName)
    {
        lock (gallery.Database.Gate)
        {
            var connection = gallery.Database.Connection;
            return _people.Find(idOrName) is { } person
                ? (person, Compared(person.Id, connection.Rows(
                    Read,
                    "SELECT id, kind, created, source, face_px, sharpness, yaw, pitch, roll, detector, grade, embeddings.pre_norm FROM samples "
                        + "LEFT JOIN embeddings ON sample = id AND model = $1 WHERE person = $0 ORDER BY id",
                    person.Id,
                    gallery.Serving?.Hash ?? "")))
                : null;
        }
    }

    /// <summary>Removes a sample that shows a person.</summary>
    public SampleRemoval Delete(long sample) => Delete(sample, isAnchor: false);

    /// <summary>Removes an anchor.</summary>
    public SampleRemoval DeleteAnchor(long anchor) => Delete(anchor, isAnchor: true);

    private SampleRemoval Delete(long sample, bool isAnchor)
    {
        GalleryPerson person;
        lock (gallery.Database.Gate)
        {
            var connection = gallery.Database.Connection;
            if (connection.Rows(row => row.GetString(0), "SELECT person FROM samples WHERE id = $0 AND kind = $1", sample, isAnchor) is not [var whose])
            {
                return new SampleRemoval.NotFound();
            }

            person = _people.Find(whose)!;
            if (!isAnchor && person.Samples == 1)
            {
                return new SampleRemoval.LastOne(person);
            }

            person = gallery.Commit(() =>
            {
                connection.Do("DELETE FROM samples WHERE id = $0", sample);
                _people.Touch(whose, time.GetUtcNow());
                return _people.Find(whose)!;
            });
            gallery.Database.Purge();
        }

        gallery.Tell();
        return new SampleRemoval.Removed(person);
    }

    private List<ReviewedSample> Compared(string person, List<ReviewedSample> samples)
    {
        if (gallery.Serving is not { } model)
        {
            return samples;
        }

        var (vectors, index) = (StoredVector.Of(gallery.Database.Connection, person, model), gallery.Index(model));
        return samples.ConvertAll(sample =>
        {
            if (vectors.Find(vector => vector.Sample == sample.Id) is not { } own)
            {
                return sample;
            }

            var match = index.Find(own.Unit);
            var (other, similarity) = match.Best?.Id == person ? (match.RunnerUp, match.RunnerUpSimilarity) : (match.Best, match.Similarity);
            return sample with
            {
                Similarity = StoredVector.Best(own.Unit, vectors.Where(vector => !vector.IsAnchor && vector.Sample != sample.Id)),
                Other = other?.Id,
                OtherSimilarity = other is null ? null : similarity,
            };
        });
    }

    private static ReviewedSample Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1) == 1,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        row.GetString(3),
        new FaceQuality(
            row.GetInt32(4), row.GetFloat(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetFloat(9), (FaceGrade)row.GetInt32(10)))
    {
        PreNorm = row.IsDBNull(11) ? null : row.GetFloat(11),
    };
}
