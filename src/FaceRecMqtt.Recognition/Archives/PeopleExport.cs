using System.IO.Compression;
using System.Text.Json;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Writes people into a zip file that any program can open: <c>people.json</c>, and every picture without loss as a PNG.</summary>
/// <remarks>No embeddings: they belong to one model, and whoever imports the file makes their own.</remarks>
/// <param name="gallery">Whose people.</param>
/// <param name="folder">Where to.</param>
public sealed class PeopleExport(FaceGallery gallery, ArchiveFolder folder)
{
    /// <summary>Writes one person or everybody.</summary>
    /// <param name="idOrName">Who; null for everybody.</param>
    /// <param name="file">Name of the file; null for one made of who and when.</param>
    /// <returns>The file; null when nobody has the id or name.</returns>
    /// <exception cref="ArchiveException">The name is bad or taken, or the disk failed; nothing is left behind.</exception>
    public BackupFile? Write(string? idOrName, string? file)
    {
        GalleryPerson[] people = idOrName is null ? [.. gallery.People()] : gallery.Find(idOrName) is { } one ? [one] : [];
        if (people.Length == 0 && idOrName is not null)
        {
            return null;
        }

        var samples = 0;
        var name = folder.Write(file ?? folder.Fresh(idOrName is null ? "people" : people[0].Id), path =>
        {
            using var archive = new ZipArchive(new FileStream(path, FileMode.Open, FileAccess.ReadWrite), ZipArchiveMode.Create);
            List<ExportedPerson> written = [];
            foreach (var person in people)
            {
                written.Add(Written(archive, person));
                samples += written[^1].Samples.Count;
            }

            using var text = archive.CreateEntry(PeopleDocument.FileName).Open();
            JsonSerializer.Serialize(text, new PeopleDocument { Schema = PeopleDocument.Version, People = written }, PeopleDocumentJson.Default.PeopleDocument);
        });
        return new BackupFile(name, new FileInfo(Path.Combine(folder.Path, name)).Length, people.Length, samples);
    }

    private ExportedPerson Written(ZipArchive archive, GalleryPerson person)
    {
        List<ExportedSample> samples = [];
        foreach (var (id, sample) in Samples(person.Id))
        {
            // Deflated already; a second time would only take time.
            using (var picture = archive.CreateEntry(sample.File, CompressionLevel.NoCompression).Open())
            {
                picture.Write(PngPicture.Encode(Crop(id), AlignedFace.Size, AlignedFace.Size));
            }

            samples.Add(sample);
        }

        return new ExportedPerson
        {
            Person = person.Id,
            Name = person.Name,
            Created = person.Created,
            Threshold = person.Threshold,
            Ignored = person.IsIgnored,
            Samples = samples,
        };
    }

    private List<(long Id, ExportedSample Sample)> Samples(string person) => gallery.Database.Read(connection => connection.Rows(
        row => (row.GetInt64(0), new ExportedSample
        {
            File = $"{person}/{(row.GetInt32(1) == 1 ? "anchor" : "sample")}-{row.GetInt64(0)}.png",
            Anchor = row.GetInt32(1) == 1,
            Created = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            Source = row.GetString(3),
            Quality = new FaceQuality(
                row.GetInt32(4), row.GetFloat(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetFloat(9), (FaceGrade)row.GetInt32(10)),
        }),
        "SELECT id, kind, created, source, face_px, sharpness, yaw, pitch, roll, detector, grade FROM samples WHERE person = $0 ORDER BY id",
        person));

    // One at a time: everybody's pictures together may be larger than the memory.
    private byte[] Crop(long sample) => gallery.Database.Read(connection =>
        connection.Rows(row => CropBytes.Unpack(row.GetFieldValue<byte[]>(0)), "SELECT crop FROM samples WHERE id = $0", sample).SingleOrDefault()
            ?? throw new IOException($"sample {sample} was removed meanwhile; try again"));
}
